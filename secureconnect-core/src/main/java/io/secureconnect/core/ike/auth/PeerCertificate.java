package io.secureconnect.core.ike.auth;

import static io.secureconnect.api.keying.NegotiationFailure.CERTIFICATE_INVALID;
import static io.secureconnect.api.keying.NegotiationFailure.UNTRUSTED_ISSUER;
import static io.secureconnect.api.keying.NegotiationFailure.WRONG_IDENTITY;

import io.secureconnect.api.auth.CertificateCredential;
import io.secureconnect.api.auth.PeerNaming;
import io.secureconnect.api.sa.IkeIdentity;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.pki.ChainValidator;
import io.secureconnect.core.pki.NameText;
import io.secureconnect.core.pki.TrustTerms;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/** Whether the certificate that came with a proof is believed, and speaks for the identity that the peer claims. */
public final class PeerCertificate {
    private final ChainValidator chains;
    private final CertificateCredential credential;
    private final PolicyIssuer issuer;
    private final String peer;
    private final Optional<IkeIdentity> expected;

    /**
     * Of the peer {@code peer}, a workload id, under a policy that names {@code issuer}, the DN of a CA.
     *
     * @param credential says whom this host believes
     * @param expected the one identity that is believed; empty for any that the certificate bears
     */
    public PeerCertificate(
            CertificateAuthentication.Tools tools,
            CertificateCredential credential,
            String issuer,
            String peer,
            Optional<IkeIdentity> expected) {
        this.chains = tools.chains();
        this.credential = credential;
        this.issuer = tools.issuer(issuer);
        this.peer = peer;
        this.expected = expected;
    }

    /** Why it is not; empty if it is, and the proof may be checked with its key. */
    public Optional<IkeFault> check(CertificatePayloads certificates, IkeIdentity claimed, Instant now) {
        if (certificates.leaf().isEmpty()) {
            return Optional.of(
                    AuthenticationFaults.of(
                            CERTIFICATE_INVALID,
                            certificates.isEmpty()
                                    ? "the peer sent no certificate; let it send one whenever it is asked"
                                    : "the peer's first certificate cannot be read; it must be X.509 in DER of at most 16 KiB"));
        }
        X509Certificate leaf = certificates.leaf().get();
        return trust(leaf, certificates, now).or(() -> identity(leaf, claimed));
    }

    private Optional<IkeFault> trust(X509Certificate leaf, CertificatePayloads certificates, Instant now) {
        if (issuer.name().isEmpty()) {
            return Optional.of(
                    AuthenticationFaults.of(
                            UNTRUSTED_ISSUER,
                            "the policy's issuer '" + NameText.printable(issuer.text())
                                    + "' is no distinguished name, so nobody can be trusted; write it as in CN=Root CA,O=Acme,C=US"));
        }
        return chains.check(
                        leaf,
                        certificates.others(),
                        certificates.responses(),
                        TrustTerms.of(credential, issuer.name().get()),
                        now)
                .map(fault -> AuthenticationFaults.of(fault.reason(), fault.detail()));
    }

    private Optional<IkeFault> identity(X509Certificate leaf, IkeIdentity claimed) {
        PeerNames names = new PeerNames(leaf);
        if (!names.include(claimed)) {
            return wrong("the peer says it is " + IdentityText.of(claimed) + ", but its certificate is that of "
                    + NameText.subject(leaf) + " and does not name it; give the peer one of its certificate's names");
        }
        if (expected.isPresent() && !isSame(expected.get(), claimed)) {
            return wrong("the peer says it is " + IdentityText.of(claimed) + ", expected is "
                    + IdentityText.of(expected.get()) + "; correct its identity or its address in the policy");
        }
        if (credential.peerNaming() == PeerNaming.WORKLOAD_ID && !names.includeWorkload(peer)) {
            return wrong("the certificate of " + NameText.subject(leaf) + " does not name the workload '"
                    + NameText.printable(peer)
                    + "'; have it issued with that id as common name or DNS name");
        }
        return Optional.empty();
    }

    private static boolean isSame(IkeIdentity expected, IkeIdentity claimed) {
        if (expected.equals(claimed)) {
            return true;
        }
        if (expected.type() != IkeIdentity.ID_DER_ASN1_DN || claimed.type() != IkeIdentity.ID_DER_ASN1_DN) {
            return false;
        }
        try {
            return new X500Principal(expected.data().toArray())
                    .equals(new X500Principal(claimed.data().toArray()));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static Optional<IkeFault> wrong(String detail) {
        return Optional.of(AuthenticationFaults.of(WRONG_IDENTITY, detail));
    }
}
