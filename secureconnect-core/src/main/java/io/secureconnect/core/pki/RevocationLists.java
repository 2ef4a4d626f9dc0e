package io.secureconnect.core.pki;

import java.security.cert.CRLReason;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.Set;

/**
 * What revocation lists say about a certificate (RFC 5280 §6.3). Only complete lists signed by the issuer itself count: one
 * with a critical extension (a delta, a part, an indirect list) is passed over.
 */
final class RevocationLists {
    private static final int CRL_SIGN = 6;

    private final Collection<X509CRL> lists;
    private final SignedLists signed;

    RevocationLists(Collection<X509CRL> lists, SignedLists signed) {
        this.lists = lists;
        this.signed = signed;
    }

    Standing standing(X509Certificate certificate, X509Certificate issuer, Instant now) {
        Standing standing = Standing.UNKNOWN;
        for (X509CRL list : lists) {
            if (list.getIssuerX500Principal().equals(certificate.getIssuerX500Principal()) && isOf(list, issuer)) {
                X509CRLEntry entry = list.getRevokedCertificate(certificate.getSerialNumber());
                if (entry != null && !isRemoval(entry)) {
                    return Standing.REVOKED;
                }
                if (isCurrent(list, now)) {
                    standing = Standing.GOOD;
                }
            }
        }
        return standing;
    }

    private static boolean isCurrent(X509CRL list, Instant now) {
        Date next = list.getNextUpdate();
        return !now.isBefore(list.getThisUpdate().toInstant()) && next != null && now.isBefore(next.toInstant());
    }

    private boolean isOf(X509CRL list, X509Certificate issuer) {
        Set<String> critical = list.getCriticalExtensionOIDs();
        return (critical == null || critical.isEmpty())
                && maySign(issuer)
                && signed.isSignedWith(list, issuer.getPublicKey());
    }

    private static boolean maySign(X509Certificate issuer) {
        boolean[] usage = issuer.getKeyUsage();
        return usage == null || usage[CRL_SIGN];
    }

    private static boolean isRemoval(X509CRLEntry entry) {
        return entry.getRevocationReason() == CRLReason.REMOVE_FROM_CRL;
    }
}
