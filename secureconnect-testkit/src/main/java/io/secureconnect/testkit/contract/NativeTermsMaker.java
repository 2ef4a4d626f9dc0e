package io.secureconnect.testkit.contract;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.spi.NativeAuthentication;
import io.secureconnect.spi.NativeTerms;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Terms that a backend can do, under secrets that are looked for in its texts. */
final class NativeTermsMaker {
    private static final int SECRET_OCTETS = 32;

    private NativeTermsMaker() {}

    /** Under a secret of their own. */
    static NativeTerms fresh(ContractFixture fixture, IkeVersion version) {
        return of(fixture, version, secret(fixture));
    }

    static NativeTerms of(ContractFixture fixture, IkeVersion version, byte[] secret) {
        return able(fixture, version, secret).build();
    }

    static NativeTerms withoutForwardSecrecy(ContractFixture fixture, IkeVersion version, byte[] secret) {
        return able(fixture, version, secret).perfectForwardSecrecy(false).build();
    }

    /** Nothing in them that a system without an IKE could refuse in place of the whole. */
    static NativeTerms ofAnySystem(ContractFixture fixture, IkeVersion version) {
        return common(version, secret(fixture))
                .addIkeProposals(IkeProposal.parse("aes256-sha256-modp2048"))
                .addEspProposals(EspProposal.AES_256_GCM)
                .build();
    }

    static byte[] secret(ContractFixture fixture) {
        return fixture.secret(SECRET_OCTETS);
    }

    private static NativeTerms.Builder able(ContractFixture fixture, IkeVersion version, byte[] secret) {
        List<IkeProposal> proposals = fixture.capabilities().nativeIkeProposals().stream()
                .filter(version::has)
                .sorted(Comparator.comparing(IkeProposal::toString))
                .collect(Collectors.toUnmodifiableList());
        return common(version, secret)
                .ikeProposals(proposals)
                .addEspProposals(fixture.parameters().proposal());
    }

    private static NativeTerms.Builder common(IkeVersion version, byte[] secret) {
        return NativeTerms.builder()
                .version(version)
                .authentication(new NativeAuthentication.PreSharedKey(SecretBytes.copyOf(secret)))
                .perfectForwardSecrecy(true)
                .ikeLifetime(Duration.ofHours(4))
                .childLifetime(SaLifetime.standard())
                .natTraversal(true);
    }
}
