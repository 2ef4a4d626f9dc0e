package io.secureconnect.core.ike.auth;

import io.secureconnect.api.auth.Certificates;
import io.secureconnect.api.sa.IkeIdentity;
import io.secureconnect.core.ike.crypto.Signatures;
import io.secureconnect.core.pki.ChainValidator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Authentication by certificates with one peer (RFC 7296 §2.15, RFC 7427). The credential is asked for anew at each
 * negotiation, which then keeps it to its end.
 */
public final class CertificateAuthentication implements Authenticator.Factory {
    private final Tools tools;
    private final Certificates credentials;
    private final String issuer;
    private final String peer;
    private final Optional<IkeIdentity> expectedPeer;

    private CertificateAuthentication(
            Tools tools, Certificates credentials, String issuer, String peer, Optional<IkeIdentity> expectedPeer) {
        this.tools = tools;
        this.credentials = credentials;
        this.issuer = issuer;
        this.peer = peer;
        this.expectedPeer = expectedPeer;
    }

    /**
     * With the peer {@code peer}, a workload id, under a policy that names {@code issuer}, the DN of a CA.
     *
     * @param expectedPeer the one identity that is believed; empty for any that the peer's certificate bears
     */
    public static CertificateAuthentication of(
            Tools tools, Certificates credentials, String issuer, String peer, Optional<IkeIdentity> expectedPeer) {
        return new CertificateAuthentication(tools, credentials, issuer, peer, expectedPeer);
    }

    /** The same; any identity that the peer's certificate bears is believed. */
    public static CertificateAuthentication of(Tools tools, Certificates credentials, String issuer, String peer) {
        return of(tools, credentials, issuer, peer, Optional.empty());
    }

    @Override
    public Authenticator begin(boolean initiator) {
        try {
            return new CertificateAuthenticator(tools, credentials.current(issuer), issuer, peer, expectedPeer);
        } catch (RuntimeException unavailable) {
            // a source may be anybody's; whatever it throws, this host has nothing to prove itself with
            return new NoCredential("this host's certificate cannot be had: " + unavailable.getMessage());
        }
    }

    /** What is there once in an engine: who makes and checks signatures, and remembers the chains that hold. */
    public static final class Tools {
        private final Signatures signatures;
        private final ChainValidator chains;
        private @Nullable PolicyIssuer lastIssuer;

        public Tools(Signatures signatures) {
            this.signatures = signatures;
            this.chains = new ChainValidator(new ChainSignatures(signatures));
        }

        Signatures signatures() {
            return signatures;
        }

        ChainValidator chains() {
            return chains;
        }

        /** The policy's issuer, read; an organization has one, so the last one is kept. */
        PolicyIssuer issuer(String text) {
            PolicyIssuer last = lastIssuer;
            if (last == null || !last.text().equals(text)) {
                last = PolicyIssuer.read(text);
                lastIssuer = last;
            }
            return last;
        }
    }
}
