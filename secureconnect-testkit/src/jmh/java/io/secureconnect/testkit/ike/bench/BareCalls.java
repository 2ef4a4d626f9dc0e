package io.secureconnect.testkit.ike.bench;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.math.ec.rfc7748.X25519;

/**
 * The algorithms of {@code aes256gcm16-prfsha384-x25519}, called as directly as their providers allow, each from the provider
 * that is fastest at it.
 */
final class BareCalls {
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final Mac mac = Mac.getInstance("HmacSHA384");
    private final Cipher sealing = Cipher.getInstance("AES/GCM/NoPadding");
    private final Cipher opening = Cipher.getInstance("AES/GCM/NoPadding");

    BareCalls() throws GeneralSecurityException {}

    byte[] random(int octets) {
        byte[] drawn = new byte[octets];
        random.nextBytes(drawn);
        return drawn;
    }

    byte[] publicValue(byte[] scalar) {
        byte[] point = new byte[X25519.POINT_SIZE];
        X25519.generatePublicKey(scalar, 0, point, 0);
        return point;
    }

    byte[] agree(byte[] scalar, byte[] peer) {
        byte[] secret = new byte[X25519.POINT_SIZE];
        if (!X25519.calculateAgreement(scalar, 0, peer, 0, secret, 0)) {
            throw new IllegalStateException("the shared secret is 0");
        }
        return secret;
    }

    byte[] prf(byte[] key, byte[]... parts) throws GeneralSecurityException {
        mac.init(new SecretKeySpec(key, "HmacSHA384"));
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }

    /** So many octets of prf+, rounded up to whole blocks. */
    void prfPlus(byte[] key, int octets, byte[] seed) throws GeneralSecurityException {
        mac.init(new SecretKeySpec(key, "HmacSHA384"));
        byte[] block = {};
        for (int done = 0, number = 1; done < octets; done += block.length, number++) {
            mac.update(block);
            mac.update(seed);
            mac.update((byte) number);
            block = mac.doFinal();
        }
    }

    byte[] seal(byte[] key, byte[] nonce, byte[] head, byte[] plaintext) throws GeneralSecurityException {
        sealing.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        sealing.updateAAD(head);
        return sealing.doFinal(plaintext);
    }

    void open(byte[] key, byte[] nonce, byte[] head, byte[] sealed) throws GeneralSecurityException {
        opening.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        opening.updateAAD(head);
        opening.doFinal(sealed);
    }

    void compare(byte[] one, byte[] other) {
        if (!MessageDigest.isEqual(one, other)) {
            throw new IllegalStateException("the two ends disagree");
        }
    }
}
