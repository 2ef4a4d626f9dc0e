package io.secureconnect.core.keying.ike;

import io.secureconnect.api.auth.CertificateCredential;
import io.secureconnect.api.auth.Certificates;
import io.secureconnect.api.policy.Authentication;
import io.secureconnect.core.ike.auth.CertificateAuthentication;
import io.secureconnect.core.ike.host.PeerWish;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Certificates; a peer is who its certificate says. */
final class CertificateProofs implements Proofs {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateProofs.class);
    private static final Object NONE = "none";

    private final Certificates certificates;
    private final CertificateAuthentication.Tools tools;
    private Optional<CertificateCredential> lastSeen = Optional.empty();
    private Object lastMark = NONE;
    private Optional<String> lastIssuer = Optional.empty();
    private Optional<String> lastFailure = Optional.empty();

    CertificateProofs(Certificates certificates, CertificateAuthentication.Tools tools) {
        this.certificates = certificates;
        this.tools = tools;
    }

    @Override
    public Proof of(PeerWish wish) {
        return Proof.of(CertificateAuthentication.of(tools, certificates, issuer(wish), wish.peer()));
    }

    /** Own chain, trust anchors and revocation lists: whoever was believed by others is to be looked at again. */
    @Override
    public Object mark(PeerWish wish) {
        lastIssuer = Optional.of(issuer(wish));
        current().ifPresent(credential -> {
            if (lastSeen.filter(seen -> seen == credential).isEmpty()) {
                lastSeen = Optional.of(credential);
                Object mark = List.of(credential.chain(), credential.trustAnchors(), credential.revocationLists());
                lastMark = mark.equals(lastMark) ? lastMark : mark;
            }
        });
        return lastMark;
    }

    private static String issuer(PeerWish wish) {
        return ((Authentication.Certificate) wish.authentication()).issuer();
    }

    /** What holds now; empty if the embedder's source fails, which is logged once and said by the next negotiation. */
    Optional<CertificateCredential> current() {
        try {
            CertificateCredential credential =
                    lastIssuer.map(certificates::current).orElseGet(certificates::current);
            lastFailure = Optional.empty();
            return Optional.of(credential);
        } catch (RuntimeException e) {
            Optional<String> failure = Optional.of(e.toString());
            if (!failure.equals(lastFailure)) {
                lastFailure = failure;
                LOG.warn("this host's certificate cannot be had", e);
            }
            return Optional.empty();
        }
    }
}
