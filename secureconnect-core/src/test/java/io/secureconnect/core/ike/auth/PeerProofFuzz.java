package io.secureconnect.core.ike.auth;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.secureconnect.api.auth.CertificateCredential;
import io.secureconnect.api.auth.PeerNaming;
import io.secureconnect.api.auth.RevocationPolicy;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IkeIdentity;
import io.secureconnect.core.ike.auth.Authenticator.PeerProof;
import io.secureconnect.core.ike.crypto.bc.StandardSignatures;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.wire.DecodeException;
import io.secureconnect.core.ike.wire.v2.Payload;
import io.secureconnect.core.ike.wire.v2.PayloadChain;
import io.secureconnect.core.pki.Authority;
import io.secureconnect.core.pki.CertificateDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a stranger says about itself in IKE_AUTH, as Jazzer makes it up: identities, certificates, OCSP responses and proofs. The
 * answer is that they hold, or a fault. The anchor's key was thrown away, so that no input of the corpus is worth anything.
 */
class PeerProofFuzz {
    static final byte[] SIGNED = {'s', 'i', 'g', 'n', 'e', 'd'};
    static final String ROOT = "CN=Root CA,O=Acme,C=US";

    private final CertificateAuthentication certificates = authentication();

    @FuzzTest(maxDuration = "5m")
    void proof(byte[] octets) {
        answer(octets);
    }

    /**
     * What is wrong with a proof; empty if it holds, or the octets are no payloads.
     *
     * @param octets the type of the first payload, then payloads
     */
    Optional<IkeFault> answer(byte[] octets) {
        if (octets.length == 0) {
            return Optional.empty();
        }
        try {
            byte[] chain = Arrays.copyOfRange(octets, 1, octets.length);
            PeerProof proof = proofIn(PayloadChain.decode(octets[0] & 0xff, chain));
            IdentityText.of(proof.identity());
            Authenticator authenticator = certificates.begin(false);
            authenticator.peerAccepts(List.of(), List.of());
            return authenticator.verify(proof, SIGNED, new JdkPrf(), Authority.NOW);
        } catch (DecodeException refused) {
            return Optional.empty(); // the wire's own fuzzing is elsewhere
        }
    }

    private static PeerProof proofIn(List<Payload> payloads) {
        IkeIdentity identity = IkeIdentity.fqdn("web1");
        List<Payload.Certificate> certificates = new ArrayList<>();
        Payload.Authentication authentication = new Payload.Authentication(14, Bytes.empty());
        for (Payload payload : payloads) {
            if (payload instanceof Payload.Identification) {
                identity = ((Payload.Identification) payload).identity();
            } else if (payload instanceof Payload.Certificate) {
                certificates.add((Payload.Certificate) payload);
            } else if (payload instanceof Payload.Authentication) {
                authentication = (Payload.Authentication) payload;
            }
        }
        return new PeerProof(identity, certificates, authentication);
    }

    private static CertificateAuthentication authentication() {
        CertificateCredential credential = Authority.root("CN=own", "P-256")
                .issue("CN=db1", "P-256")
                .credential()
                .addTrustAnchors(CertificateDecoder.decode(anchor()).orElseThrow())
                .revocation(RevocationPolicy.REQUIRED)
                .peerNaming(PeerNaming.WORKLOAD_ID)
                .build();
        return CertificateAuthentication.of(
                new CertificateAuthentication.Tools(new StandardSignatures()), () -> credential, ROOT, "web1");
    }

    private static Bytes anchor() {
        try (InputStream der = PeerProofFuzz.class.getResourceAsStream("PeerProofFuzz-anchor.der")) {
            return Bytes.wrap(Objects.requireNonNull(der).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
