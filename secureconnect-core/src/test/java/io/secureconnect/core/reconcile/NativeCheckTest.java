package io.secureconnect.core.reconcile;

import static io.secureconnect.core.reconcile.Plans.NATIVE;
import static io.secureconnect.core.reconcile.Plans.kernel;
import static io.secureconnect.core.reconcile.Plans.kernelWithDaemon;
import static io.secureconnect.core.reconcile.Plans.natively;
import static io.secureconnect.core.reconcile.Plans.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.policy.UdpEncapsulation;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.spi.BackendCapabilities;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What native keying lacks is refused by the name of the field that asks for it. */
class NativeCheckTest {
    private static final BackendCapabilities FIRST =
            kernelWithDaemon(IkeVersion.IKEV1).build();

    @Test
    void letsThroughWhatTheDaemonCanDo() {
        assertThatCode(() -> check(NATIVE, FIRST, Set.of("psk"))).doesNotThrowAnyException();
    }

    @Test
    void aSystemWithoutADaemonIsNamed() {
        refuses(NATIVE, kernel().build(), "saPolicy/keying: native", "Fake kernel 1.0 has none", "ike or controller");
    }

    @Test
    void aVersionThatTheDaemonDoesNotSpeakIsNamed() {
        refuses(
                NATIVE,
                kernelWithDaemon(IkeVersion.IKEV2).build(),
                "saPolicy/ikeVersionPolicy",
                "IKEv1",
                "set ikeVersionPolicy to modern");
    }

    @Test
    void proposalsThatTheDaemonLacksAreNamedWithThoseItHas() {
        SaPolicy other = SaPolicy.builder()
                .from(NATIVE)
                .ikeProposals(List.of(IkeProposal.parse("aes256-sha512-modp4096")))
                .build();

        SecureConnectException refused = refusal(other, FIRST, Set.of("psk"));
        assertThat(refused.code()).isEqualTo(ErrorCode.ALGORITHM_UNAVAILABLE);
        assertThat(refused)
                .hasMessageContaining("saPolicy/ikeProposals: of aes256-sha512-modp4096")
                .hasMessageContaining("aes128-sha256-ecp256, aes256-sha256-modp2048");
    }

    @Test
    void extendedSequenceNumbersAreNamedAlsoIfTheKernelHasThem() {
        refuses(
                SaPolicy.builder().from(NATIVE).extendedSequenceNumbers(true).build(),
                FIRST,
                "saPolicy/extendedSequenceNumbers: true",
                "set it to false");
    }

    @Test
    void forcedEncapsulationAndVolumesAreNamed() {
        refuses(
                SaPolicy.builder()
                        .from(NATIVE)
                        .udpEncapsulation(UdpEncapsulation.FORCE)
                        .build(),
                FIRST,
                "saPolicy/udpEncapsulation: force",
                "auto or never");
        refuses(
                SaPolicy.builder()
                        .from(NATIVE)
                        .childLifetime(SaLifetime.builder().hardBytes(1L << 30).build())
                        .build(),
                FIRST,
                "saPolicy/childLifetime",
                "time alone");
    }

    @Test
    void aMissingSourceOfKeysIsNamed() {
        assertThat(refusal(NATIVE, FIRST, Set.of())).hasMessageContaining("IkeOptions.preSharedKeys");
    }

    private static void refuses(SaPolicy policy, BackendCapabilities kernel, String... parts) {
        SecureConnectException refused = refusal(policy, kernel, Set.of("psk"));
        assertThat(refused.code()).isEqualTo(ErrorCode.CAPABILITY_MISSING);
        assertThat(refused.getMessage()).contains(parts);
    }

    private static SecureConnectException refusal(SaPolicy policy, BackendCapabilities kernel, Set<String> proofs) {
        return catchThrowableOfType(SecureConnectException.class, () -> check(policy, kernel, proofs));
    }

    private static void check(SaPolicy policy, BackendCapabilities kernel, Set<String> proofs) {
        CapabilityCheck.require(plan(1, policy, natively("db1", "10.0.0.1<->10.0.0.2")), kernel, Set.of(), proofs);
    }
}
