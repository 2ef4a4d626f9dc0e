package io.secureconnect.core.ike.v1.auth;

import static io.secureconnect.api.keying.NegotiationFailure.AUTHENTICATION_FAILED;
import static io.secureconnect.api.keying.NegotiationFailure.NO_CREDENTIAL;

import io.secureconnect.api.auth.CertificateCredential;
import io.secureconnect.api.auth.PairKey;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IkeIdentity;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.core.ike.auth.AuthenticationFaults;
import io.secureconnect.core.ike.auth.CertificatePayloads;
import io.secureconnect.core.ike.auth.PeerCertificate;
import io.secureconnect.core.ike.registry.CertificateEncoding;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.v1.crypto.IsakmpCrypto;
import io.secureconnect.core.ike.v1.registry.AuthenticationMethod;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import io.secureconnect.core.pki.NameText;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One main mode's proofs by certificate and signature. */
final class CertificateProofs implements PhaseOneAuthentication {
    private static final int X509 = CertificateEncoding.X509_SIGNATURE.number();

    private final IsakmpCrypto crypto;
    private final CertificateCredential credential;
    private final PeerCertificate peerCertificate;
    private final AuthenticationMethod method;

    /** @throws IllegalArgumentException if IKEv1 has no signatures by the credential's key */
    CertificateProofs(IsakmpCrypto crypto, CertificateCredential credential, PeerCertificate peerCertificate) {
        this.crypto = crypto;
        this.credential = credential;
        this.peerCertificate = peerCertificate;
        this.method = SigningKeys.method(own().getPublicKey())
                .orElseThrow(() -> new IllegalArgumentException("IKEv1 has no signatures by the key of "
                        + NameText.subject(own()) + " (" + own().getPublicKey().getAlgorithm()
                        + "); give this host a certificate with RSA, or ECDSA on P-256, P-384 or P-521"));
    }

    @Override
    public int method() {
        return method.number();
    }

    @Override
    public IkeIdentity localIdentity(IpAddress local) {
        return IkeIdentity.distinguishedName(own().getSubjectX500Principal());
    }

    /** The CAs that are believed, by their names, in an order that is the same each time (RFC 2408 §3.10). */
    @Override
    public List<IsakmpPayload.CertificateRequest> certificateRequests() {
        return credential.trustAnchors().stream()
                .map(anchor -> Bytes.wrap(anchor.getSubjectX500Principal().getEncoded()))
                .distinct()
                .sorted((one, other) -> one.toHex().compareTo(other.toHex()))
                .map(name -> new IsakmpPayload.CertificateRequest(X509, name))
                .toList();
    }

    @Override
    public List<PairKey> preSharedKeys() {
        return List.of();
    }

    @Override
    public Optional<IkeFault> unable(Instant now) {
        return now.isAfter(credential.end())
                ? Optional.of(AuthenticationFaults.of(
                        NO_CREDENTIAL,
                        "this host's certificate of " + NameText.subject(own()) + " ended at " + credential.end()
                                + "; put a new one in its place"))
                : Optional.empty();
    }

    @Override
    public Proof prove(byte[] hash, Instant now) {
        return unable(now)
                .map(CertificateProofs::refusal)
                .orElseGet(() -> crypto.sign(credential.privateKey(), own().getPublicKey(), hash)
                        .map(this::proof)
                        .orElseGet(() -> refusal(AuthenticationFaults.of(
                                NO_CREDENTIAL,
                                "the key of this host's certificate of "
                                        + NameText.subject(own()) + " makes no signature as "
                                        + method.rfcName() + " (" + method.source()
                                        + ") asks for it; check the key, which needs 2048 bits of RSA, and what holds it: a token or store has to offer "
                                        + bareSignature()))));
    }

    /** The chain is sent always, whether asked for or not: the peer may believe another of its CAs than it asked for. */
    private Proof proof(byte[] signature) {
        List<IsakmpPayload.Certificate> chain = CertificatePayloads.chain(credential).stream()
                .map(certificate -> new IsakmpPayload.Certificate(X509, certificate))
                .toList();
        return new Proof(chain, Optional.of(new IsakmpPayload.Signature(Bytes.wrap(signature))), Optional.empty());
    }

    @Override
    public Optional<IkeFault> verify(PeerProof proof, byte[] hash, Instant now) {
        CertificatePayloads certificates =
                CertificatePayloads.read(proof.certificates().isEmpty(), SentCertificates.of(proof.certificates()));
        return peerCertificate
                .check(certificates, proof.identity(), now)
                .or(() -> certificates.leaf().flatMap(leaf -> signature(leaf, proof.signature(), hash)));
    }

    private Optional<IkeFault> signature(X509Certificate leaf, Optional<Bytes> signature, byte[] hash) {
        if (signature.isEmpty()) {
            return wrong(
                    leaf, "it is no SIG payload, the policy asks for certificates; give both ends the same policy");
        }
        Optional<AuthenticationMethod> theirs = SigningKeys.method(leaf.getPublicKey());
        if (!theirs.equals(Optional.of(method))) {
            return wrong(
                    leaf,
                    "its key is one for "
                            + theirs.map(AuthenticationMethod::rfcName)
                                    .orElse(leaf.getPublicKey().getAlgorithm() + ", which IKEv1 does not have")
                            + ", both agreed on " + method.rfcName()
                            + "; IKEv1 needs keys of one kind at both ends (RFC 2409 section 5)");
        }
        return crypto.verify(leaf.getPublicKey(), hash, signature.get().toArray())
                ? Optional.empty()
                : wrong(
                        leaf,
                        "the signature (" + method.rfcName()
                                + ") is wrong, or the key too weak; the peer's certificate and"
                                + " private key may not belong together");
    }

    /** Java's names of what signs a bare hash. */
    private String bareSignature() {
        return method == AuthenticationMethod.RSA_SIGNATURES
                ? "Java's signature NONEwithRSA or cipher RSA/ECB/PKCS1Padding"
                : "Java's signature NONEwithECDSA";
    }

    private X509Certificate own() {
        return credential.chain().get(0);
    }

    private static Proof refusal(IkeFault fault) {
        return new Proof(List.of(), Optional.empty(), Optional.of(fault));
    }

    private static Optional<IkeFault> wrong(X509Certificate leaf, String detail) {
        return Optional.of(AuthenticationFaults.of(
                AUTHENTICATION_FAILED, "the proof of " + NameText.subject(leaf) + " does not hold: " + detail));
    }
}
