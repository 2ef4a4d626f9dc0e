package io.secureconnect.core.pki;

import io.secureconnect.api.sa.Bytes;
import java.io.ByteArrayInputStream;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** Reads one certificate as a peer sends it: DER, bounded, with a decoder that is total. */
public final class CertificateDecoder {
    private static final int SEQUENCE = 0x30;

    private CertificateDecoder() {}

    /** Empty if the octets are too many, no DER, or no certificate. */
    public static Optional<X509Certificate> decode(Bytes der) {
        if (der.isEmpty() || der.length() > CertificateBounds.MOST_OCTETS || der.at(0) != SEQUENCE) {
            return Optional.empty();
        }
        try {
            ByteArrayInputStream in = new ByteArrayInputStream(der.toArray());
            Certificate certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
            return in.available() == 0 && certificate instanceof X509Certificate
                    ? Optional.of((X509Certificate) certificate)
                    : Optional.empty();
        } catch (CertificateException | RuntimeException malformed) {
            return Optional.empty(); // the JDK's decoder is not ours, and has thrown more than it declares
        }
    }
}
