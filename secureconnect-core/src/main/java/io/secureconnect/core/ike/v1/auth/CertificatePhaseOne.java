package io.secureconnect.core.ike.v1.auth;

import io.secureconnect.api.auth.CertificateCredential;
import io.secureconnect.api.auth.Certificates;
import io.secureconnect.core.ike.auth.CertificateAuthentication;
import io.secureconnect.core.ike.auth.PeerCertificate;
import io.secureconnect.core.ike.v1.crypto.IsakmpCrypto;
import java.util.Optional;

/**
 * Proofs by certificate and signature with one peer (RFC 2409 §5.1, RFC 4754). The credential is asked for anew at each main
 * mode, which then keeps it to its end.
 */
public final class CertificatePhaseOne implements PhaseOneAuthentication.Factory {
    private final CertificateAuthentication.Tools tools;
    private final IsakmpCrypto crypto;
    private final Certificates credentials;
    private final String issuer;
    private final String peer;

    private CertificatePhaseOne(
            CertificateAuthentication.Tools tools,
            IsakmpCrypto crypto,
            Certificates credentials,
            String issuer,
            String peer) {
        this.tools = tools;
        this.crypto = crypto;
        this.credentials = credentials;
        this.issuer = issuer;
        this.peer = peer;
    }

    /** With the peer {@code peer}, a workload id, under a policy that names {@code issuer}, the DN of a CA. */
    public static CertificatePhaseOne of(
            CertificateAuthentication.Tools tools,
            IsakmpCrypto crypto,
            Certificates credentials,
            String issuer,
            String peer) {
        return new CertificatePhaseOne(tools, crypto, credentials, issuer, peer);
    }

    @Override
    public PhaseOneAuthentication begin(boolean initiator) {
        try {
            CertificateCredential credential = credentials.current(issuer);
            return new CertificateProofs(
                    crypto, credential, new PeerCertificate(tools, credential, issuer, peer, Optional.empty()));
        } catch (RuntimeException unavailable) {
            // a source may be anybody's; whatever it throws, this host has nothing to prove itself with
            return new NoProofs("this host's certificate cannot be had: " + unavailable.getMessage());
        }
    }
}
