package io.secureconnect.core.ike.v1.crypto.jdk;

import io.secureconnect.api.auth.StoredPrivateKey;
import io.secureconnect.core.ike.crypto.jdk.OwnersSignature;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;

/**
 * RSA over a bare hash: in a PKCS #1 block of type 1, without a DigestInfo (RFC 2409 §5.1).
 *
 * <p>Java has two names for that, and the providers of tokens and of the system's stores have one or the other, so both are
 * tried. What came out is checked before it is shown: a store may have padded otherwise, and a faulty computation would give
 * the key away.
 */
public final class BareRsa {
    private static final int LEAST_BITS = 2048;
    private static final int MOST_BITS = 16384;
    private static final int MOST_EXPONENT_BITS = 64;
    private static final int LEAST_PADDING = 8;

    private static final List<Signer> WAYS = List.of(BareRsa::byCipher, BareRsa::bySignature);

    /** The cipher of a store may take the private key for encryption, and pad for that. */
    private static final List<Signer> WAYS_ELSEWHERE = List.of(BareRsa::bySignature, BareRsa::byCipher);

    private BareRsa() {}

    /** Empty if the key can't, or is too short. */
    public static Optional<byte[]> sign(PrivateKey key, RSAPublicKey own, byte[] hash) {
        if (!isUsable(own)) {
            return Optional.empty();
        }
        List<Signer> ways = OwnersSignature.isHeldElsewhere(key) ? WAYS_ELSEWHERE : WAYS;
        return ways.stream()
                .flatMap(way -> attempt(way, key, hash).stream())
                .filter(signature -> verify(own, hash, signature))
                .findFirst();
    }

    /**
     * Whether the signature holds. What it should have been is built whole and compared whole, so nothing of the padding is
     * left to interpretation.
     */
    public static boolean verify(RSAPublicKey key, byte[] hash, byte[] signature) {
        if (!isUsable(key)) {
            return false;
        }
        int octets = (key.getModulus().bitLength() + Byte.SIZE - 1) / Byte.SIZE;
        BigInteger value = new BigInteger(1, signature);
        if (signature.length != octets
                || value.compareTo(key.getModulus()) >= 0
                || hash.length > octets - LEAST_PADDING - 3) {
            return false;
        }
        byte[] opened = value.modPow(key.getPublicExponent(), key.getModulus()).toByteArray();
        return MessageDigest.isEqual(opened, block(hash, octets));
    }

    /** 01, ff, ..., ff, 00, hash; the 00 before it a number does not show. */
    private static byte[] block(byte[] hash, int octets) {
        byte[] block = new byte[octets - 1];
        Arrays.fill(block, 1, block.length - hash.length - 1, (byte) 0xff);
        block[0] = 1;
        System.arraycopy(hash, 0, block, block.length - hash.length, hash.length);
        return block;
    }

    private static boolean isUsable(RSAPublicKey key) {
        int bits = key.getModulus().bitLength();
        BigInteger exponent = key.getPublicExponent();
        return !key.getAlgorithm().equals("RSASSA-PSS")
                && bits >= LEAST_BITS
                && bits <= MOST_BITS
                && exponent.testBit(0)
                && exponent.bitLength() >= 2
                && exponent.bitLength() <= MOST_EXPONENT_BITS;
    }

    private static Optional<byte[]> attempt(Signer way, PrivateKey key, byte[] hash) {
        try {
            return Optional.of(way.sign(key, hash));
        } catch (GeneralSecurityException | RuntimeException refused) {
            return Optional.empty(); // also a token's driver, which may throw anything
        }
    }

    private static byte[] byCipher(PrivateKey key, byte[] hash) throws GeneralSecurityException {
        String name = "RSA/ECB/PKCS1Padding";
        Cipher cipher = key instanceof StoredPrivateKey
                ? Cipher.getInstance(name, ((StoredPrivateKey) key).provider())
                : Cipher.getInstance(name);
        cipher.init(Cipher.ENCRYPT_MODE, key);
        return cipher.doFinal(hash);
    }

    private static byte[] bySignature(PrivateKey key, byte[] hash) throws GeneralSecurityException {
        return OwnersSignature.sign("NONEwithRSA", Optional.empty(), key, hash);
    }

    @FunctionalInterface
    private interface Signer {
        byte[] sign(PrivateKey key, byte[] hash) throws GeneralSecurityException;
    }
}
