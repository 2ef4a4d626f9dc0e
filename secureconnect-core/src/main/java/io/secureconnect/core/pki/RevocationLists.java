package io.secureconnect.core.pki;

import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What revocation lists say about a certificate (RFC 5280 §6.3). Only complete lists signed by the issuer itself count: one
 * with a critical extension (a delta, a part, an indirect list) is passed over.
 */
final class RevocationLists {
    private static final int CRL_SIGN = 6;

    private final Collection<X509CRL> lists;

    RevocationLists(Collection<X509CRL> lists) {
        this.lists = lists;
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

    private static boolean isOf(X509CRL list, X509Certificate issuer) {
        Set<String> critical = list.getCriticalExtensionOIDs();
        if ((critical != null && !critical.isEmpty()) || !maySign(issuer) || isWeak(list.getSigAlgName())) {
            return false;
        }
        try {
            list.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static boolean maySign(X509Certificate issuer) {
        boolean[] usage = issuer.getKeyUsage();
        return usage == null || usage[CRL_SIGN];
    }

    private static boolean isWeak(String signature) {
        String name = signature.toUpperCase(Locale.ROOT);
        return List.of("MD2", "MD5", "SHA1").stream().anyMatch(name::startsWith);
    }

    private static boolean isRemoval(@Nullable X509CRLEntry entry) {
        return entry != null && entry.getRevocationReason() == java.security.cert.CRLReason.REMOVE_FROM_CRL;
    }
}
