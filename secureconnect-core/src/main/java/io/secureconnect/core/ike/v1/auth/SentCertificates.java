package io.secureconnect.core.ike.v1.auth;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.registry.CertificateEncoding;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import io.secureconnect.core.pki.CertificateBounds;
import java.io.ByteArrayInputStream;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The certificates of CERT payloads, each in DER, the peer's own first (RFC 2408 §3.9): one in each payload, or, as some
 * implementations do it where CAs stand between, all in one PKCS #7 container.
 */
final class SentCertificates {
    private static final int X509 = CertificateEncoding.X509_SIGNATURE.number();
    private static final int PKCS7 = CertificateEncoding.PKCS7_X509.number();

    private SentCertificates() {}

    static Stream<Bytes> of(List<IsakmpPayload.Certificate> payloads) {
        return payloads.stream()
                .flatMap(payload -> payload.encoding() == X509
                        ? Stream.of(payload.data())
                        : payload.encoding() == PKCS7 ? unwrapped(payload.data()) : Stream.of());
    }

    /** None if the container is too large or cannot be read. It keeps no order, so those that are no CA's come first here. */
    private static Stream<Bytes> unwrapped(Bytes container) {
        List<Bytes> own = new ArrayList<>();
        List<Bytes> authorities = new ArrayList<>();
        if (container.length() > CertificateBounds.MOST_OCTETS) {
            return Stream.of();
        }
        try {
            for (Certificate one : CertificateFactory.getInstance("X.509")
                    .generateCertPath(new ByteArrayInputStream(container.toArray()), "PKCS7")
                    .getCertificates()) {
                boolean authority = ((X509Certificate) one).getBasicConstraints() >= 0;
                (authority ? authorities : own).add(Bytes.wrap(one.getEncoded()));
            }
        } catch (CertificateException | RuntimeException malformed) {
            return Stream.of(); // the JDK's decoder is not ours, and has thrown more than it declares
        }
        return Stream.concat(own.stream(), authorities.stream());
    }
}
