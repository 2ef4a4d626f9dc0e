package io.secureconnect.core.ike.v1.auth;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.secureconnect.api.auth.CertificateCredential;
import io.secureconnect.api.auth.PeerNaming;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IkeIdentity;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.core.ike.auth.CertificateAuthentication;
import io.secureconnect.core.ike.auth.IdentityText;
import io.secureconnect.core.ike.crypto.bc.StandardSignatures;
import io.secureconnect.core.ike.v1.auth.PhaseOneAuthentication.PeerProof;
import io.secureconnect.core.ike.v1.crypto.bc.StandardIsakmpCrypto;
import io.secureconnect.core.ike.v1.wire.IsakmpCodec;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import io.secureconnect.core.ike.wire.DecodeException;
import io.secureconnect.core.pki.Authority;
import io.secureconnect.core.pki.CertificateDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a stranger says about itself in message 5 of main mode, as Jazzer makes it up: identities, certificates, containers of
 * them and signatures. The answer is that they hold, or a fault. The anchor's key was thrown away, so that no input of the corpus
 * is worth anything.
 */
class PhaseOneProofFuzz {
    static final byte[] HASH = hash();
    static final String ROOT = "CN=Root CA,O=Acme,C=US";

    /** One for each kind of key that a peer may have. */
    private final List<CertificatePhaseOne> verifiers =
            Stream.of("RSA", "P-256").map(PhaseOneProofFuzz::verifier).toList();

    @FuzzTest(maxDuration = "5m")
    void proof(byte[] octets) {
        isBelieved(octets);
    }

    /**
     * Whether a proof holds.
     *
     * @param octets the type of the first payload, then payloads
     */
    boolean isBelieved(byte[] octets) {
        if (octets.length == 0) {
            return false;
        }
        try {
            byte[] chain = Arrays.copyOfRange(octets, 1, octets.length);
            PeerProof proof =
                    proofIn(IsakmpCodec.decodeChain(octets[0] & 0xff, chain).payloads());
            IdentityText.of(proof.identity());
            PskPhaseOne.of(List::of).begin(false).verify(proof, HASH, Authority.NOW);
            return verifiers.stream()
                    .anyMatch(verifier -> verifier.begin(false)
                            .verify(proof, HASH, Authority.NOW)
                            .isEmpty());
        } catch (DecodeException refused) {
            return false; // the wire's own fuzzing is elsewhere
        }
    }

    private static PeerProof proofIn(List<IsakmpPayload> payloads) {
        return new PeerProof(
                all(payloads, IsakmpPayload.Identification.class)
                        .map(IsakmpPayload.Identification::identity)
                        .findFirst()
                        .orElse(IkeIdentity.fqdn("web1")),
                IpAddress.parse("192.0.2.2"),
                payloads.size() % 2 == 0,
                all(payloads, IsakmpPayload.Certificate.class).toList(),
                all(payloads, IsakmpPayload.Hash.class)
                        .map(IsakmpPayload.Hash::data)
                        .findFirst(),
                all(payloads, IsakmpPayload.Signature.class)
                        .map(IsakmpPayload.Signature::data)
                        .findFirst());
    }

    private static <T extends IsakmpPayload> Stream<T> all(List<IsakmpPayload> payloads, Class<T> type) {
        return payloads.stream().filter(type::isInstance).map(type::cast);
    }

    private static CertificatePhaseOne verifier(String kind) {
        CertificateCredential credential = Authority.root("CN=own", "P-256")
                .issue("CN=db1", kind)
                .credential()
                .addTrustAnchors(CertificateDecoder.decode(anchor()).orElseThrow())
                .peerNaming(PeerNaming.WORKLOAD_ID)
                .build();
        return CertificatePhaseOne.of(
                new CertificateAuthentication.Tools(new StandardSignatures()),
                new StandardIsakmpCrypto(),
                () -> credential,
                ROOT,
                "web1");
    }

    private static byte[] hash() {
        byte[] hash = new byte[32];
        Arrays.fill(hash, (byte) 0x1e);
        return hash;
    }

    private static Bytes anchor() {
        try (InputStream der = PhaseOneProofFuzz.class.getResourceAsStream("PhaseOneProofFuzz-anchor.der")) {
            return Bytes.wrap(Objects.requireNonNull(der).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
