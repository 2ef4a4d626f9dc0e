package io.secureconnect.core.ike.crypto;

import java.security.Key;

/** The signature algorithms of RFC 7427 and RFC 8420 that this build knows, with the hash that each takes. */
public enum SignatureScheme {
    RSA_PSS_SHA2_256(Family.RSA_PSS, 256),
    RSA_PSS_SHA2_384(Family.RSA_PSS, 384),
    RSA_PSS_SHA2_512(Family.RSA_PSS, 512),
    RSA_PKCS1_SHA2_256(Family.RSA_PKCS1, 256),
    RSA_PKCS1_SHA2_384(Family.RSA_PKCS1, 384),
    RSA_PKCS1_SHA2_512(Family.RSA_PKCS1, 512),
    ECDSA_SHA2_256(Family.ECDSA, 256),
    ECDSA_SHA2_384(Family.ECDSA, 384),
    ECDSA_SHA2_512(Family.ECDSA, 512),
    ED25519(Family.ED25519, 0);

    private final Family family;
    private final int hashBits;

    SignatureScheme(Family family, int hashBits) {
        this.family = family;
        this.hashBits = hashBits;
    }

    public Family family() {
        return family;
    }

    /** Bits of the SHA-2 hash; 0 if the algorithm hashes the message itself, the "Identity" of RFC 8420. */
    public int hashBits() {
        return hashBits;
    }

    /** Whether a key is of the kind that the scheme takes; ECDSA takes every curve with every hash. */
    public boolean fits(Key key) {
        return family.takes(key.getAlgorithm());
    }

    /** What the schemes differ in beside the hash. */
    public enum Family {
        /** With MGF1 over the same hash and a salt as long as the hash (RFC 7427 appendix A.4). */
        RSA_PSS,
        RSA_PKCS1,
        ECDSA,
        ED25519;

        private boolean takes(String keyAlgorithm) {
            return switch (this) {
                case RSA_PSS -> keyAlgorithm.equals("RSA") || keyAlgorithm.equals("RSASSA-PSS");
                case RSA_PKCS1 -> keyAlgorithm.equals("RSA");
                case ECDSA -> keyAlgorithm.equals("EC") || keyAlgorithm.equals("ECDSA");
                case ED25519 -> keyAlgorithm.equals("EdDSA") || keyAlgorithm.equals("Ed25519");
            };
        }
    }
}
