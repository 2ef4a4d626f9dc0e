package io.secureconnect.core.ike.auth;

import static io.secureconnect.api.keying.NegotiationFailure.NO_CREDENTIAL;
import static io.secureconnect.core.pki.Authority.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.auth.CertificateCredential;
import io.secureconnect.core.ike.auth.Authenticator.PeerProof;
import io.secureconnect.core.ike.auth.Authenticator.Proof;
import io.secureconnect.core.ike.crypto.OpaqueKeys;
import io.secureconnect.core.ike.crypto.Prf;
import io.secureconnect.core.ike.crypto.bc.StandardSignatures;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.pki.Authority;
import io.secureconnect.core.pki.Authority.Issued;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.Security;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proofs of IKEv2 by private keys that never leave where they are. */
class StoredKeyProofTest {
    private static final String ROOT = "CN=Root CA,O=Acme,C=US";
    private static final byte[] SIGNED = "octets that web1 signs".getBytes(StandardCharsets.US_ASCII);
    private static final List<Integer> ALL_HASHES = List.of(2, 3, 4);

    private final Prf prf = new JdkPrf();
    private final CertificateAuthentication.Tools tools = new CertificateAuthentication.Tools(new StandardSignatures());
    private final Authority root = Authority.root(ROOT, "P-256");

    @ParameterizedTest
    @CsvSource({
        "RSA, RSASSA-PSS SHA256withRSA SHA384withRSA, RSASSA-PSS",
        "RSA, SHA256withRSA SHA384withRSA, SHA256withRSA",
        "RSA, SHA512withRSA, SHA512withRSA",
        "P-256, SHA256withECDSA SHA384withECDSA, SHA256withECDSA",
        "P-384, SHA256withECDSA SHA384withECDSA, SHA384withECDSA",
        "P-521, SHA512withECDSA, SHA512withECDSA",
        "P-384, SHA256withECDSA, SHA256withECDSA"
    })
    void a_proof_is_the_best_that_the_owner_of_the_key_makes(String kind, String offered, String made) {
        OpaqueKeys owner = new OpaqueKeys(offered.split(" "));
        Issued host = root.issue("CN=web1", kind);
        Authenticator prover = authenticator(host, owner.holding(host.key()));
        prover.peerAccepts(ALL_HASHES, List.of());
        assertThat(believed(prover, prover.prove(SIGNED, prf, NOW), ALL_HASHES)).isTrue();
        assertThat(owner.made()).containsExactly(made);
    }

    @ParameterizedTest
    @CsvSource({"RSA, SHA256withRSA", "P-256, SHA256withECDSA"})
    void a_peer_of_before_rfc7427_gets_its_fixed_method(String kind, String algorithm) {
        OpaqueKeys owner = new OpaqueKeys(algorithm);
        Issued host = root.issue("CN=web1", kind);
        Authenticator prover = authenticator(host, owner.holding(host.key()));
        assertThat(believed(prover, prover.prove(SIGNED, prf, NOW), List.of())).isTrue();
        assertThat(owner.made()).containsExactly(algorithm);
    }

    @ParameterizedTest
    @CsvSource({"RSA, RSASSA-PSS", "RSA, SHA256withRSA", "P-256, SHA256withECDSA"})
    void an_installed_owner_is_found_by_the_class_of_the_key(String kind, String algorithm) {
        OpaqueKeys owner = new OpaqueKeys(algorithm);
        Security.addProvider(owner);
        try {
            Issued host = root.issue("CN=web1", kind);
            Authenticator prover = authenticator(host, OpaqueKeys.unnamed(host.key()));
            prover.peerAccepts(ALL_HASHES, List.of());
            assertThat(believed(prover, prover.prove(SIGNED, prf, NOW), ALL_HASHES))
                    .isTrue();
            assertThat(owner.made()).containsExactly(algorithm);
        } finally {
            Security.removeProvider(owner.getName());
        }
    }

    @Test
    void an_owner_that_makes_nothing_is_no_credential_and_what_it_refused_is_named() {
        Issued host = root.issue("CN=web1", "RSA");
        Authenticator prover = authenticator(host, new OpaqueKeys("NONEwithRSA").holding(host.key()));
        prover.peerAccepts(List.of(2), List.of());
        IkeFault fault = prover.prove(SIGNED, prf, NOW).fault().orElseThrow();
        assertThat(fault.reason()).isEqualTo(NO_CREDENTIAL);
        assertThat(fault.detail())
                .contains("CN=web1", "RSASSA-PSS by OpaqueKeys", "SHA256withRSA by OpaqueKeys")
                .doesNotContain("SHA384withRSA");
    }

    @Test
    void a_key_whose_owner_is_gone_is_no_credential() {
        Issued host = root.issue("CN=web1", "P-256");
        Authenticator prover = authenticator(host, OpaqueKeys.unnamed(host.key()));
        prover.peerAccepts(ALL_HASHES, List.of());
        IkeFault fault = prover.prove(SIGNED, prf, NOW).fault().orElseThrow();
        assertThat(fault.reason()).isEqualTo(NO_CREDENTIAL);
        assertThat(fault.detail()).contains("SHA256withECDSA by the provider of ", "OpaqueKey");
    }

    private Authenticator authenticator(Issued host, PrivateKey key) {
        CertificateCredential credential = CertificateCredential.builder()
                .chain(host.chain())
                .privateKey(key)
                .addTrustAnchors(root.certificate())
                .build();
        return CertificateAuthentication.of(tools, () -> credential, ROOT, "db1")
                .begin(true);
    }

    private boolean believed(Authenticator prover, Proof proof, List<Integer> hashes) {
        Issued peer = root.issue("CN=db1", "P-256");
        CertificateCredential credential = peer.credential(root).build();
        Authenticator verifier = CertificateAuthentication.of(tools, () -> credential, ROOT, "web1")
                .begin(false);
        verifier.peerAccepts(hashes, List.of());
        return verifier.verify(
                        new PeerProof(
                                prover.localIdentity(),
                                proof.certificates(),
                                proof.authentication().orElseThrow()),
                        SIGNED,
                        prf,
                        NOW)
                .isEmpty();
    }
}
