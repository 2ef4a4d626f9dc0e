package io.secureconnect.core.ike.crypto.bc;

import java.io.IOException;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Optional;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/** ECDSA on the NIST curves, with the nonces of RFC 6979, which need no chance. */
final class EcdsaSignatures {
    private EcdsaSignatures() {}

    /** Empty if the key's octets or its curve are not for us. */
    static Optional<byte[]> sign(int hashBits, PrivateKey key, byte[] message) {
        if (!(key instanceof ECPrivateKey) || key.getEncoded() == null) {
            return Optional.empty();
        }
        ECPrivateKey ecKey = (ECPrivateKey) key;
        return PrimeCurve.of(ecKey).map(curve -> sign(curve, hashBits, ecKey.getS(), message));
    }

    private static byte[] sign(PrimeCurve curve, int hashBits, BigInteger secret, byte[] message) {
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(digest(hashBits)));
        signer.init(true, new ECPrivateKeyParameters(secret, curve.domain()));
        BigInteger[] rs = signer.generateSignature(hash(hashBits, message));
        try {
            return StandardDSAEncoding.INSTANCE.encode(curve.domain().getN(), rs[0], rs[1]);
        } catch (IOException e) {
            throw new IllegalStateException("an ECDSA signature could not be encoded", e); // writes to memory only
        }
    }

    /** Empty if the key's curve is not for us. */
    static Optional<Boolean> verify(
            PublicPoints points, int hashBits, PublicKey key, byte[] message, byte[] signature) {
        if (!(key instanceof ECPublicKey)) {
            return Optional.empty();
        }
        ECPublicKey ecKey = (ECPublicKey) key;
        return PrimeCurve.of(ecKey)
                .map(curve -> points.of(curve, ecKey)
                        .flatMap(point -> rs(curve, signature).map(rs -> verify(point, hash(hashBits, message), rs)))
                        .orElse(false));
    }

    private static boolean verify(ECPublicKeyParameters key, byte[] hash, BigInteger[] rs) {
        ECDSASigner signer = new ECDSASigner();
        signer.init(false, key);
        return signer.verifySignature(hash, rs[0], rs[1]);
    }

    /** Empty if it is not DER, or has another form than it must (no negative numbers, nothing left over). */
    private static Optional<BigInteger[]> rs(PrimeCurve curve, byte[] signature) {
        try {
            return Optional.of(
                    StandardDSAEncoding.INSTANCE.decode(curve.domain().getN(), signature));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static byte[] hash(int bits, byte[] message) {
        Digest digest = digest(bits);
        digest.update(message, 0, message.length);
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        return hash;
    }

    private static Digest digest(int bits) {
        return switch (bits) {
            case 256 -> SHA256Digest.newInstance();
            case 384 -> new SHA384Digest();
            case 512 -> new SHA512Digest();
            default -> throw new IllegalArgumentException("there is no SHA-2 of " + bits + " bits here");
        };
    }
}
