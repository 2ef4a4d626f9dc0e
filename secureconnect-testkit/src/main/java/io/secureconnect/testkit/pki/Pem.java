package io.secureconnect.testkit.pki;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CRLException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** Certificates and lists as text (RFC 7468). */
public final class Pem {
    private static final int LINE = 64;

    private Pem() {}

    public static String of(X509Certificate certificate) {
        try {
            return of("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that cannot be written", e);
        }
    }

    public static String of(X509CRL list) {
        try {
            return of("X509 CRL", list.getEncoded());
        } catch (CRLException e) {
            throw new IllegalStateException("a list that cannot be written", e);
        }
    }

    static String of(String label, byte[] der) {
        byte[] lineEnd = "\n".getBytes(StandardCharsets.US_ASCII);
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(LINE, lineEnd).encodeToString(der)
                + "\n-----END " + label + "-----\n";
    }

    static X509Certificate readCertificate(byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new IllegalStateException("the CA made a certificate that cannot be read", e);
        }
    }
}
