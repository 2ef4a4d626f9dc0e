package io.secureconnect.core.ike.v1.mainmode;

import io.secureconnect.api.auth.CertificateCredential;
import io.secureconnect.api.auth.PairKey;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.policy.UdpEncapsulation;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.core.ike.auth.CertificateAuthentication;
import io.secureconnect.core.ike.crypto.bc.StandardSignatures;
import io.secureconnect.core.ike.v1.auth.CertificatePhaseOne;
import io.secureconnect.core.ike.v1.auth.PhaseOneAuthentication;
import io.secureconnect.core.ike.v1.auth.PskPhaseOne;
import io.secureconnect.core.ike.v1.exchange.IsakmpTerms;
import io.secureconnect.spi.UdpEndpoint;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** What one end of a main mode wants and has, to be changed before it begins. */
final class Side {
    final WatchedCrypto crypto = new WatchedCrypto();
    final HostPair path;
    UdpEndpoint local;
    UdpEndpoint remote;
    List<IkeProposal> proposals = List.of(IkeProposal.parse("aes256-sha256-ecp256"));
    List<PairKey> keys = List.of(key("a shared key of the pair"));
    PhaseOneAuthentication.Factory authentication = PskPhaseOne.of(() -> keys);
    Duration lifetime = Duration.ofHours(4);
    UdpEncapsulation encapsulation = UdpEncapsulation.AUTO;
    boolean initialContact;
    private final Random random;

    Side(HostPair path, long seed) {
        this.path = path;
        this.local = new UdpEndpoint(path.local(), 500);
        this.remote = new UdpEndpoint(path.remote(), 500);
        this.random = new Random(seed);
    }

    static PairKey key(String text) {
        return new PairKey(0, SecretBytes.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    void believes(CertificateCredential credential, String issuer, String peer) {
        authentication = CertificatePhaseOne.of(
                new CertificateAuthentication.Tools(new StandardSignatures()), crypto, () -> credential, issuer, peer);
    }

    MainModeContext context() {
        return new MainModeContext(
                crypto,
                random::nextBytes,
                new IsakmpTerms(
                        path,
                        "peer",
                        proposals,
                        List.of(EspProposal.AES_256_GCM),
                        EspParameters.builder()
                                .lifetime(SaLifetime.builder()
                                        .soft(Duration.ofMinutes(50))
                                        .hard(Duration.ofHours(1))
                                        .build())
                                .build(),
                        true,
                        lifetime,
                        encapsulation,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(20),
                        authentication),
                () -> initialContact);
    }

    /** What main mode made and did not wipe. */
    List<String> alive() {
        keys.forEach(key -> crypto.lent(key.secret()));
        return crypto.alive();
    }
}
