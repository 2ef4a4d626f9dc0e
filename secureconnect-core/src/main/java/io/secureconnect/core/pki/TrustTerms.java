package io.secureconnect.core.pki;

import io.secureconnect.api.auth.CertificateCredential;
import io.secureconnect.api.auth.OcspSource;
import io.secureconnect.api.auth.RevocationPolicy;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * Whom to believe.
 *
 * @param anchors where chains may end
 * @param issuer a CA that must be on the way from the certificate to its anchor, both ends included
 * @param revocationLists of any CA
 * @param revocation what to do where they, and {@code ocsp}, are silent
 * @param ocsp answers at hand
 */
public record TrustTerms(
        Set<X509Certificate> anchors,
        X500Principal issuer,
        List<X509CRL> revocationLists,
        RevocationPolicy revocation,
        Optional<OcspSource> ocsp) {
    public TrustTerms {
        anchors = Set.copyOf(anchors);
        revocationLists = List.copyOf(revocationLists);
    }

    /** Those of a host's own credential. */
    public static TrustTerms of(CertificateCredential credential, X500Principal issuer) {
        return new TrustTerms(
                credential.trustAnchors(),
                issuer,
                credential.revocationLists(),
                credential.revocation(),
                credential.ocsp());
    }
}
