package io.secureconnect.core.ike.registry;

import java.util.Optional;

/** Certificate encodings (RFC 7296 §3.6); IKEv1 numbers those up to 10 alike. */
public enum CertificateEncoding implements Registered {
    PKCS7_X509(1, "PKCS #7 wrapped X.509 certificate", "RFC 7296 §3.6"),
    PGP(2, "PGP Certificate", "RFC 7296 §3.6"),
    DNS_SIGNED_KEY(3, "DNS Signed Key", "RFC 7296 §3.6"),
    X509_SIGNATURE(4, "X.509 Certificate - Signature", "RFC 7296 §3.6"),
    KERBEROS_TOKEN(6, "Kerberos Token", "RFC 7296 §3.6"),
    CERTIFICATE_REVOCATION_LIST(7, "Certificate Revocation List (CRL)", "RFC 7296 §3.6"),
    AUTHORITY_REVOCATION_LIST(8, "Authority Revocation List (ARL)", "RFC 7296 §3.6"),
    SPKI(9, "SPKI Certificate", "RFC 7296 §3.6"),
    X509_ATTRIBUTE(10, "X.509 Certificate - Attribute", "RFC 7296 §3.6"),
    RAW_RSA_KEY(11, "Raw RSA Key", "RFC 5996 §3.6"),
    HASH_AND_URL_OF_X509(12, "Hash and URL of X.509 certificate", "RFC 7296 §3.6"),
    HASH_AND_URL_OF_BUNDLE(13, "Hash and URL of X.509 bundle", "RFC 7296 §3.6"),
    OCSP_CONTENT(14, "OCSP Content", "RFC 4806 §3.1"),
    RAW_PUBLIC_KEY(15, "Raw Public Key", "RFC 7670 §3");

    private static final Registry<CertificateEncoding> ROWS = Registry.of("certificate encoding", values());

    private final int number;
    private final String rfcName;
    private final String source;

    CertificateEncoding(int number, String rfcName, String source) {
        this.number = number;
        this.rfcName = rfcName;
        this.source = source;
    }

    /** The row of a number; empty if this build has no name for it. */
    public static Optional<CertificateEncoding> of(int number) {
        return ROWS.of(number);
    }

    /** The name of a number for people; also of one that has none. */
    public static String text(int number) {
        return ROWS.text(number);
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public String rfcName() {
        return rfcName;
    }

    @Override
    public String source() {
        return source;
    }
}
