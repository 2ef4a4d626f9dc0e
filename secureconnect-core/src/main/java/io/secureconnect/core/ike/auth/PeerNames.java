package io.secureconnect.core.ike.auth;

import io.secureconnect.api.sa.IkeIdentity;
import io.secureconnect.api.sa.IpAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/** Whether a certificate speaks for an identity: by its subject, or by a subject alternative name (RFC 4945 §3.1). */
final class PeerNames {
    /** Types of GeneralName (RFC 5280 §4.2.1.6). */
    private static final int RFC822_NAME = 1;

    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private final X509Certificate certificate;

    PeerNames(X509Certificate certificate) {
        this.certificate = certificate;
    }

    boolean include(IkeIdentity identity) {
        return switch (identity.type()) {
            case IkeIdentity.ID_DER_ASN1_DN -> isSubject(identity);
            case IkeIdentity.ID_FQDN -> hasName(DNS_NAME, text(identity)::equalsIgnoreCase);
            case IkeIdentity.ID_RFC822_ADDR -> hasName(RFC822_NAME, text(identity)::equalsIgnoreCase);
            case IkeIdentity.ID_IPV4_ADDR, IkeIdentity.ID_IPV6_ADDR ->
                hasName(IP_ADDRESS, name -> isAddress(name, identity));
            default -> false;
        };
    }

    /** Whether it bears the id of a workload: as its common name or as a DNS name. */
    boolean includeWorkload(String id) {
        return CommonNames.of(certificate.getSubjectX500Principal()).contains(id)
                || hasName(DNS_NAME, id::equalsIgnoreCase);
    }

    private boolean isSubject(IkeIdentity identity) {
        try {
            return new X500Principal(identity.data().toArray()).equals(certificate.getSubjectX500Principal());
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private boolean hasName(int type, Predicate<String> fits) {
        return names(type).anyMatch(fits);
    }

    private Stream<String> names(int type) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? Stream.empty()
                    : names.stream()
                            .filter(name -> Integer.valueOf(type).equals(name.get(0)) && name.get(1) instanceof String)
                            .map(name -> (String) name.get(1));
        } catch (CertificateParsingException malformed) {
            return Stream.empty();
        }
    }

    private static boolean isAddress(String name, IkeIdentity identity) {
        try {
            return IkeIdentity.address(IpAddress.parse(name.toLowerCase(Locale.ROOT)))
                    .equals(identity);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static String text(IkeIdentity identity) {
        return new String(identity.data().toArray(), StandardCharsets.UTF_8);
    }
}
