package io.secureconnect.core.pki;

import io.secureconnect.api.sa.Bytes;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an OCSP response says about a certificate (RFC 6960), by the JDK: signed by the issuer or by whom it appointed, about
 * this certificate, and current. The JDK asks nobody, because it is given the answer and forbidden to look elsewhere.
 */
final class OcspAnswers {
    private OcspAnswers() {}

    static Standing standing(X509Certificate certificate, X509Certificate issuer, Bytes response, Instant now) {
        if (response.isEmpty() || response.length() > CertificateBounds.MOST_OCTETS) {
            return Standing.UNKNOWN;
        }
        try {
            CertPathValidator validator = CertPathValidator.getInstance("PKIX");
            PKIXRevocationChecker checker = (PKIXRevocationChecker) validator.getRevocationChecker();
            checker.setOptions(Set.of(PKIXRevocationChecker.Option.NO_FALLBACK));
            checker.setOcspResponses(Map.of(certificate, response.toArray()));
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(issuer, null)));
            parameters.setRevocationEnabled(false); // all but the checker that follows
            parameters.addCertPathChecker(checker);
            parameters.setDate(Date.from(now));
            validator.validate(
                    CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)), parameters);
            return Standing.GOOD;
        } catch (CertPathValidatorException e) {
            return e.getReason() == BasicReason.REVOKED ? Standing.REVOKED : Standing.UNKNOWN;
        } catch (GeneralSecurityException | RuntimeException unreadable) {
            return Standing.UNKNOWN; // a response is a stranger's octets, and the JDK's decoder is not ours
        }
    }
}
