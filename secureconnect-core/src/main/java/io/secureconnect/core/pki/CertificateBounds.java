package io.secureconnect.core.pki;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/** How large a stranger's certificates may be, so that reading and checking them stays cheap. */
public final class CertificateBounds {
    /** Octets of one certificate, list or OCSP response from a peer. */
    public static final int MOST_OCTETS = 16 * 1024;

    /** Certificates that a peer may send. */
    public static final int MOST_CERTIFICATES = 8;

    /** Certificates of one path, the anchor included. */
    static final int LONGEST_PATH = 8;

    /** Paths that are tried before a certificate is given up. */
    static final int MOST_PATHS = 16;

    private static final int LEAST_RSA_BITS = 2048;
    private static final int MOST_RSA_BITS = 8192;
    private static final int MOST_EXPONENT_BITS = 64;
    private static final int LEAST_CURVE_BITS = 256;
    private static final int MOST_CURVE_BITS = 521;

    private CertificateBounds() {}

    /** What is wrong with a certificate's key; empty if nothing is. */
    static Optional<String> keyFault(X509Certificate certificate) {
        PublicKey key = certificate.getPublicKey();
        if (key == null) {
            return Optional.of("has a key that cannot be read");
        }
        if (key instanceof RSAPublicKey) {
            return rsaFault((RSAPublicKey) key);
        }
        if (key instanceof ECPublicKey) {
            int bits = ((ECPublicKey) key).getParams().getOrder().bitLength();
            return bits < LEAST_CURVE_BITS || bits > MOST_CURVE_BITS
                    ? Optional.of("has an elliptic curve key of " + bits + " bits; 256 to 521 are taken")
                    : Optional.empty();
        }
        return key instanceof EdECPublicKey
                ? Optional.empty()
                : Optional.of("has a key of kind "
                        + NameText.printable(key.getAlgorithm())
                        + "; RSA, elliptic curve and Edwards curve keys are taken");
    }

    private static Optional<String> rsaFault(RSAPublicKey key) {
        int bits = key.getModulus().bitLength();
        if (bits < LEAST_RSA_BITS || bits > MOST_RSA_BITS) {
            return Optional.of("has an RSA key of " + bits + " bits; 2048 to 8192 are taken");
        }
        int exponent = key.getPublicExponent().bitLength();
        return exponent > MOST_EXPONENT_BITS
                ? Optional.of("has an RSA key with a public exponent of " + exponent + " bits; at most 64 are taken")
                : Optional.empty();
    }
}
