package io.secureconnect.windows.store;

import java.util.Optional;

/** Signatures as Java names them, and what CNG needs for them. */
enum CngAlgorithm {
    NONE_RSA("NONEwithRSA", "RSA", 0),
    SHA256_RSA("SHA256withRSA", "RSA", 256),
    SHA384_RSA("SHA384withRSA", "RSA", 384),
    SHA512_RSA("SHA512withRSA", "RSA", 512),
    PSS("RSASSA-PSS", "RSA", 0),
    NONE_ECDSA("NONEwithECDSA", "EC", 0),
    SHA256_ECDSA("SHA256withECDSA", "EC", 256),
    SHA384_ECDSA("SHA384withECDSA", "EC", 384),
    SHA512_ECDSA("SHA512withECDSA", "EC", 512);

    private final String javaName;
    private final String keyAlgorithm;
    private final int hashBits;

    CngAlgorithm(String javaName, String keyAlgorithm, int hashBits) {
        this.javaName = javaName;
        this.keyAlgorithm = keyAlgorithm;
        this.hashBits = hashBits;
    }

    String javaName() {
        return javaName;
    }

    String keyAlgorithm() {
        return keyAlgorithm;
    }

    /** Whether keys of this kind sign so; certificates may bind an RSA key to PSS alone (RFC 4055 §1.2). */
    boolean takes(String kind) {
        return kind.equals(keyAlgorithm) || this == PSS && kind.equals(javaName);
    }

    boolean isEcdsa() {
        return keyAlgorithm.equals("EC");
    }

    /** The hash by Java's name; empty if what is given is hashed already, or parameters tell. */
    Optional<String> hash() {
        return hashBits == 0 ? Optional.empty() : Optional.of("SHA-" + hashBits);
    }
}
