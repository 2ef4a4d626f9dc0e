package io.secureconnect.windows.store;

import io.secureconnect.api.sa.Bytes;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Certificates out of their octets. A store may hold what Java does not read, which no other end would either: passed over. */
final class Decoded {
    private Decoded() {}

    /** In their order, each with its octets. */
    static Map<X509Certificate, Bytes> of(Collection<Bytes> all) {
        Map<X509Certificate, Bytes> decoded = new LinkedHashMap<>();
        for (Bytes octets : all) {
            try {
                decoded.put(
                        (X509Certificate) CertificateFactory.getInstance("X.509")
                                .generateCertificate(new ByteArrayInputStream(octets.toArray())),
                        octets);
            } catch (CertificateException e) {
                continue;
            }
        }
        return decoded;
    }
}
