package io.secureconnect.core.ike.crypto.bc;

/** The input check of encapsulation (FIPS 203 §7.2). Encapsulation keys are public: no constant time is needed. */
final class EncapsulationKeys {
    private static final int MODULUS = 3329;
    private static final int POLYNOMIAL_OCTETS = 384;
    private static final int SEED_OCTETS = 32;

    private EncapsulationKeys() {}

    /**
     * Whether it has its length and every coefficient, 12 bits each, two in three octets, is below the modulus.
     *
     * @param rank k of the parameter set
     */
    static boolean isLegal(byte[] key, int rank) {
        int coefficients = rank * POLYNOMIAL_OCTETS;
        if (key.length != coefficients + SEED_OCTETS) {
            return false;
        }
        boolean legal = true;
        for (int i = 0; i < coefficients; i += 3) {
            int pair = key[i] & 0xff | (key[i + 1] & 0xff) << 8 | (key[i + 2] & 0xff) << 16;
            legal &= (pair & 0xfff) < MODULUS && pair >>> 12 < MODULUS;
        }
        return legal;
    }
}
