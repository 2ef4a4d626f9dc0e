package io.secureconnect.core.pki;

import static io.secureconnect.api.keying.NegotiationFailure.CERTIFICATE_EXPIRED;
import static io.secureconnect.api.keying.NegotiationFailure.CERTIFICATE_INVALID;
import static io.secureconnect.api.keying.NegotiationFailure.UNTRUSTED_ISSUER;

import io.secureconnect.api.keying.NegotiationFailure;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules of RFC 5280 §6 for one path, by the JDK, with its list of algorithms that are too weak; without revocation. */
final class PathRules {
    private PathRules() {}

    /**
     * What is wrong with the path but its time; a path that was right once stays right.
     *
     * @param path from the certificate to the anchor
     */
    static Optional<ChainFault> timeless(List<X509Certificate> path, CertificateSignatures signatures, Instant now) {
        for (X509Certificate certificate : path) {
            Optional<String> fault = CertificateBounds.keyFault(certificate);
            if (fault.isPresent()) {
                return Optional.of(new ChainFault(
                        CERTIFICATE_INVALID,
                        "the certificate of " + NameText.subject(certificate) + " " + fault.get()));
            }
        }
        List<X509Certificate> below = path.subList(0, path.size() - 1);
        List<CheckedCertificate> checked = below.stream()
                .map(certificate -> new CheckedCertificate(certificate, signatures))
                .toList();
        try {
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(path.get(path.size() - 1), null)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(within(path, now)));
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(checked), parameters);
            return Optional.empty();
        } catch (CertPathValidatorException e) {
            return Optional.of(fault(below, e));
        } catch (InvalidAlgorithmParameterException | CertificateException e) {
            return Optional.of(new ChainFault(
                    CERTIFICATE_INVALID,
                    "the chain of " + NameText.subject(path.get(0)) + " cannot be checked: "
                            + NameText.printable(String.valueOf(e.getMessage()))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no PKIX", e);
        }
    }

    /** Whether each certificate, the anchor's too, is valid now. */
    static Optional<ChainFault> timely(List<X509Certificate> path, Instant now) {
        for (X509Certificate certificate : path) {
            Instant from = certificate.getNotBefore().toInstant();
            Instant until = certificate.getNotAfter().toInstant();
            if (now.isBefore(from) || now.isAfter(until)) {
                return Optional.of(new ChainFault(
                        CERTIFICATE_EXPIRED,
                        "the certificate of " + NameText.subject(certificate) + " is valid from " + from + " until "
                                + until + ", now is " + now + "; renew it, or set the clocks"));
            }
        }
        return Optional.empty();
    }

    /** A moment at which all of the path is valid, the nearest to now; now if there is none. */
    private static Instant within(List<X509Certificate> path, Instant now) {
        Instant from = path.stream()
                .map(certificate -> certificate.getNotBefore().toInstant())
                .max(Comparator.naturalOrder())
                .orElse(now);
        Instant until = path.stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Comparator.naturalOrder())
                .orElse(now);
        if (from.isAfter(until)) {
            return now;
        }
        return now.isBefore(from) ? from : now.isAfter(until) ? until : now;
    }

    private static ChainFault fault(List<X509Certificate> below, CertPathValidatorException e) {
        int index = e.getIndex();
        X509Certificate at = below.get(index >= 0 && index < below.size() ? index : 0);
        NegotiationFailure reason = reason(e.getReason());
        String remedy = reason == UNTRUSTED_ISSUER
                ? "; the issuer " + NameText.issuer(at) + " has the name of a trusted one, and another key"
                : "; have it issued anew";
        return new ChainFault(
                reason,
                "the certificate of " + NameText.subject(at) + " does not hold ("
                        + NameText.printable(String.valueOf(e.getMessage())) + ")" + remedy);
    }

    private static NegotiationFailure reason(CertPathValidatorException.Reason reason) {
        if (reason == BasicReason.EXPIRED || reason == BasicReason.NOT_YET_VALID) {
            return CERTIFICATE_EXPIRED;
        }
        return reason == BasicReason.INVALID_SIGNATURE ? UNTRUSTED_ISSUER : CERTIFICATE_INVALID;
    }
}
