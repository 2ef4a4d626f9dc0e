package io.secureconnect.core.ike.crypto.bc;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Pure Ed25519 (RFC 8032 §5.1, RFC 8420). */
final class Ed25519Signatures {
    private Ed25519Signatures() {}

    /** Empty if the key's octets are not for us, or it is of another curve. */
    static Optional<byte[]> sign(PrivateKey key, byte[] message) {
        if (!(key instanceof EdECPrivateKey) || !isCurve25519(((EdECPrivateKey) key).getParams())) {
            return Optional.empty();
        }
        return ((EdECPrivateKey) key).getBytes().map(secret -> {
            byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
            Ed25519.sign(secret, 0, message, 0, message.length, signature, 0);
            Arrays.fill(secret, (byte) 0);
            return signature;
        });
    }

    /** Empty if the key is not for us. */
    static Optional<Boolean> verify(PublicKey key, byte[] message, byte[] signature) {
        if (!(key instanceof EdECPublicKey) || !isCurve25519(((EdECPublicKey) key).getParams())) {
            return Optional.empty();
        }
        return Optional.of(signature.length == Ed25519.SIGNATURE_SIZE
                && Ed25519.verify(signature, 0, encoded((EdECPublicKey) key), 0, message, 0, message.length));
    }

    /** y, little-endian, with the sign of x in the highest bit (RFC 8032 §5.1.2). */
    private static byte[] encoded(EdECPublicKey key) {
        byte[] y = key.getPoint().getY().toByteArray();
        byte[] encoded = new byte[Ed25519.PUBLIC_KEY_SIZE];
        for (int i = 0; i < y.length && i < encoded.length; i++) {
            encoded[i] = y[y.length - 1 - i];
        }
        if (key.getPoint().isXOdd()) {
            encoded[encoded.length - 1] |= (byte) 0x80;
        }
        return encoded;
    }

    private static boolean isCurve25519(NamedParameterSpec parameters) {
        return parameters.getName().equals(NamedParameterSpec.ED25519.getName());
    }
}
