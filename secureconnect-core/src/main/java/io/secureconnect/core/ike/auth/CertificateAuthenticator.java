package io.secureconnect.core.ike.auth;

import static io.secureconnect.api.keying.NegotiationFailure.AUTHENTICATION_FAILED;
import static io.secureconnect.api.keying.NegotiationFailure.NO_CREDENTIAL;

import io.secureconnect.api.auth.CertificateCredential;
import io.secureconnect.api.sa.IkeIdentity;
import io.secureconnect.core.ike.crypto.Prf;
import io.secureconnect.core.ike.registry.CertificateEncoding;
import io.secureconnect.core.ike.registry.HashAlgorithm;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.wire.v2.Payload;
import io.secureconnect.core.pki.NameText;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One IKE SA's authentication by certificates on both sides. */
final class CertificateAuthenticator implements Authenticator {
    private static final List<Integer> HASHES = List.of(
            HashAlgorithm.SHA2_256.number(),
            HashAlgorithm.SHA2_384.number(),
            HashAlgorithm.SHA2_512.number(),
            HashAlgorithm.IDENTITY.number());

    private final CertificateAuthentication.Tools tools;
    private final CertificateCredential credential;
    private final PeerCertificate peerCertificate;
    private final Optional<IkeIdentity> expectedPeer;
    private List<Integer> peerHashes = List.of();
    private boolean responseWelcome;

    CertificateAuthenticator(
            CertificateAuthentication.Tools tools,
            CertificateCredential credential,
            String issuer,
            String peer,
            Optional<IkeIdentity> expectedPeer) {
        this.tools = tools;
        this.credential = credential;
        this.peerCertificate = new PeerCertificate(tools, credential, issuer, peer, expectedPeer);
        this.expectedPeer = expectedPeer;
    }

    @Override
    public IkeIdentity localIdentity() {
        return IkeIdentity.distinguishedName(own().getSubjectX500Principal());
    }

    @Override
    public Optional<IkeIdentity> expectedPeer() {
        return expectedPeer;
    }

    @Override
    public List<Integer> signatureHashes() {
        return HASHES;
    }

    @Override
    public List<Payload.CertificateRequest> certificateRequests() {
        return CertificateRequests.of(credential);
    }

    /** Which CAs the peer asks for is not looked at: this host has one certificate, and the peer will say if it is wrong. */
    @Override
    public void peerAccepts(List<Integer> signatureHashes, List<Payload.CertificateRequest> requests) {
        peerHashes = signatureHashes.isEmpty() ? peerHashes : List.copyOf(signatureHashes);
        responseWelcome |=
                requests.stream().anyMatch(request -> request.encoding() == CertificateEncoding.OCSP_CONTENT.number());
    }

    @Override
    public Proof prove(byte[] signedOctets, Prf prf, Instant now) {
        if (now.isAfter(credential.end())) {
            return refusal("this host's certificate of " + NameText.subject(own()) + " ended at " + credential.end()
                    + "; put a new one in its place");
        }
        ProofSignature signature = new ProofSignature(tools.signatures());
        Optional<Payload.Authentication> made = peerHashes.isEmpty()
                ? signature.byFixedMethod(credential.privateKey(), own().getPublicKey(), signedOctets)
                : signature.byScheme(credential.privateKey(), own().getPublicKey(), peerHashes, signedOctets);
        return made.map(authentication -> new Proof(
                        CertificatePayloads.write(credential, responseWelcome),
                        Optional.of(authentication),
                        Optional.empty()))
                .orElseGet(() -> refusal("the key of this host's certificate of " + NameText.subject(own())
                        + " makes no signature that the peer takes (it announced "
                        + (peerHashes.isEmpty() ? "no hash algorithms" : "hash algorithms " + peerHashes)
                        + ")"
                        + refused(signature)
                        + "; check the key and what holds it, or give this host one of another kind"));
    }

    @Override
    public Optional<IkeFault> verify(PeerProof proof, byte[] signedOctets, Prf prf, Instant now) {
        CertificatePayloads certificates = CertificatePayloads.read(proof.certificates());
        return peerCertificate
                .check(certificates, proof.identity(), now)
                .or(() -> certificates.leaf().flatMap(leaf -> signature(leaf, proof.authentication(), signedOctets)));
    }

    private Optional<IkeFault> signature(X509Certificate leaf, Payload.Authentication proof, byte[] signedOctets) {
        ProofSignature signature = new ProofSignature(tools.signatures());
        Optional<String> fault = signature.fault(proof, leaf.getPublicKey(), signedOctets, peerHashes.isEmpty());
        return fault.map(text -> AuthenticationFaults.of(
                AUTHENTICATION_FAILED, "the proof of " + NameText.subject(leaf) + " does not hold: " + text));
    }

    private static String refused(ProofSignature signature) {
        return signature.refusals().isEmpty() ? "" : "; refused were " + String.join(", ", signature.refusals());
    }

    private X509Certificate own() {
        return credential.chain().get(0);
    }

    private static Proof refusal(String detail) {
        return new Proof(List.of(), Optional.empty(), Optional.of(AuthenticationFaults.of(NO_CREDENTIAL, detail)));
    }
}
