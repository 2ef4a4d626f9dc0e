package io.secureconnect.core.ike.v1.auth;

import static io.secureconnect.api.keying.NegotiationFailure.NO_CREDENTIAL;
import static io.secureconnect.core.pki.Authority.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.auth.CertificateCredential;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.core.ike.auth.CertificateAuthentication;
import io.secureconnect.core.ike.crypto.OpaqueKeys;
import io.secureconnect.core.ike.crypto.bc.StandardSignatures;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.v1.auth.PhaseOneAuthentication.PeerProof;
import io.secureconnect.core.ike.v1.auth.PhaseOneAuthentication.Proof;
import io.secureconnect.core.ike.v1.crypto.bc.StandardIsakmpCrypto;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import io.secureconnect.core.pki.Authority;
import io.secureconnect.core.pki.Authority.Issued;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proofs of IKEv1 by private keys that never leave where they are: over bare hashes. */
class StoredKeyPhaseOneTest {
    private static final String ROOT = "CN=Root CA,O=Acme,C=US";
    private static final IpAddress REMOTE = IpAddress.parse("192.0.2.2");

    private final CertificateAuthentication.Tools tools = new CertificateAuthentication.Tools(new StandardSignatures());
    private final Authority root = Authority.root(ROOT, "P-256");

    @ParameterizedTest
    @CsvSource({
        "RSA, NONEwithRSA, 20",
        "RSA, NONEwithRSA, 32",
        "RSA, NONEwithRSA, 64",
        "P-256, NONEwithECDSA, 32",
        "P-384, NONEwithECDSA, 48",
        "P-521, NONEwithECDSA, 64"
    })
    void the_owner_of_the_key_signs_the_bare_hash(String kind, String algorithm, int octets) {
        OpaqueKeys owner = new OpaqueKeys(algorithm);
        Issued host = root.issue("CN=web1", kind);
        byte[] hash = new byte[octets];
        Arrays.fill(hash, (byte) 0x5a);
        PhaseOneAuthentication prover = begin(host, owner.holding(host.key()), "db1");
        Proof proof = prover.prove(hash, NOW);
        assertThat(proof.fault()).isEmpty();
        assertThat(owner.made()).containsExactly(algorithm);
        PeerProof sent = new PeerProof(
                prover.localIdentity(REMOTE),
                REMOTE,
                false,
                proof.certificates(),
                Optional.empty(),
                proof.proof().map(payload -> ((IsakmpPayload.Signature) payload).data()));
        Issued peer = root.issue("CN=db1", kind);
        assertThat(begin(peer, peer.key(), "web1").verify(sent, hash, NOW)).isEmpty();
    }

    /** That of SunMSCAPI has NONEwithRSA, and no NONEwithECDSA. */
    @ParameterizedTest
    @CsvSource({"RSA, SHA256withRSA, NONEwithRSA", "P-256, SHA256withECDSA, NONEwithECDSA"})
    void an_owner_that_signs_no_bare_hash_is_no_credential_and_the_message_names_what_it_lacks(
            String kind, String offered, String lacking) {
        Issued host = root.issue("CN=web1", kind);
        PhaseOneAuthentication prover = begin(host, new OpaqueKeys(offered).holding(host.key()), "db1");
        IkeFault fault = prover.prove(new byte[32], NOW).fault().orElseThrow();
        assertThat(fault.reason()).isEqualTo(NO_CREDENTIAL);
        assertThat(fault.detail()).contains("CN=web1", lacking);
    }

    private PhaseOneAuthentication begin(Issued host, PrivateKey key, String peer) {
        CertificateCredential credential = CertificateCredential.builder()
                .chain(host.chain())
                .privateKey(key)
                .addTrustAnchors(root.certificate())
                .build();
        return CertificatePhaseOne.of(tools, new StandardIsakmpCrypto(), () -> credential, ROOT, peer)
                .begin(true);
    }
}
