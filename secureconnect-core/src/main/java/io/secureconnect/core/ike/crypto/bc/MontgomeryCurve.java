package io.secureconnect.core.ike.crypto.bc;

import io.secureconnect.api.sa.KeyExchangeMethod;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.math.ec.rfc7748.X448;

/** The two functions of RFC 7748 §5, which differ in their length only. */
enum MontgomeryCurve {
    X25519_CURVE(KeyExchangeMethod.X25519, X25519.POINT_SIZE) {
        @Override
        void publicValue(byte[] scalar, byte[] result) {
            X25519.generatePublicKey(scalar, 0, result, 0);
        }

        @Override
        boolean agree(byte[] scalar, byte[] peer, byte[] result) {
            return X25519.calculateAgreement(scalar, 0, peer, 0, result, 0);
        }
    },
    X448_CURVE(KeyExchangeMethod.X448, X448.POINT_SIZE) {
        @Override
        void publicValue(byte[] scalar, byte[] result) {
            X448.generatePublicKey(scalar, 0, result, 0);
        }

        @Override
        boolean agree(byte[] scalar, byte[] peer, byte[] result) {
            return X448.calculateAgreement(scalar, 0, peer, 0, result, 0);
        }
    };

    private final KeyExchangeMethod method;
    private final int octets;

    MontgomeryCurve(KeyExchangeMethod method, int octets) {
        this.method = method;
        this.octets = octets;
    }

    KeyExchangeMethod method() {
        return method;
    }

    /** Octets of scalars, public values and secrets. */
    int octets() {
        return octets;
    }

    abstract void publicValue(byte[] scalar, byte[] result);

    /** Whether the result has a bit that is not 0, which is found out in constant time. */
    abstract boolean agree(byte[] scalar, byte[] peer, byte[] result);
}
