package io.secureconnect.core.pki;

import static io.secureconnect.api.keying.NegotiationFailure.CERTIFICATE_REVOKED;
import static io.secureconnect.api.keying.NegotiationFailure.REVOCATION_UNKNOWN;

import io.secureconnect.api.auth.RevocationPolicy;
import io.secureconnect.api.sa.Bytes;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the certificates of a path, all but the anchor, are revoked: by lists, by OCSP, by what the peer brought along. */
final class RevocationRules {
    private final TrustTerms terms;
    private final List<Bytes> stapled;
    private final SignedLists signed;

    /** @param stapled OCSP responses from the peer (RFC 4806) */
    RevocationRules(TrustTerms terms, List<Bytes> stapled, SignedLists signed) {
        this.terms = terms;
        this.stapled = stapled;
        this.signed = signed;
    }

    Optional<ChainFault> check(List<X509Certificate> path, Instant now) {
        for (int at = 0; at + 1 < path.size(); at++) {
            X509Certificate certificate = path.get(at);
            Standing standing = standing(certificate, path.get(at + 1), now);
            if (standing == Standing.REVOKED) {
                return Optional.of(new ChainFault(
                        CERTIFICATE_REVOKED,
                        "the certificate of " + NameText.subject(certificate) + ", serial number "
                                + certificate.getSerialNumber().toString(16)
                                + ", was revoked; have another one issued"));
            }
            if (standing == Standing.UNKNOWN && terms.revocation() == RevocationPolicy.REQUIRED) {
                return Optional.of(new ChainFault(
                        REVOCATION_UNKNOWN,
                        "no current revocation list of " + NameText.issuer(certificate)
                                + " and no OCSP response is at hand, so nobody knows whether the certificate of "
                                + NameText.subject(certificate) + " was revoked; provide the list"));
            }
        }
        return Optional.empty();
    }

    /** Whoever says that it is revoked is believed; else one who says that it is not. */
    private Standing standing(X509Certificate certificate, X509Certificate issuer, Instant now) {
        Standing best = new RevocationLists(terms.revocationLists(), signed).standing(certificate, issuer, now);
        for (Bytes response : responses(certificate, issuer)) {
            if (best == Standing.REVOKED) {
                return best;
            }
            Standing said = OcspAnswers.standing(certificate, issuer, response, now);
            best = said == Standing.UNKNOWN ? best : said;
        }
        return best;
    }

    private List<Bytes> responses(X509Certificate certificate, X509Certificate issuer) {
        List<Bytes> responses = new ArrayList<>(stapled);
        terms.ocsp()
                .flatMap(source -> source.response(certificate, issuer))
                .map(Bytes::copyOf)
                .ifPresent(responses::add);
        return responses;
    }
}
