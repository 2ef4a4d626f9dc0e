package io.secureconnect.testkit.kernel;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.function.Function;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-GCM (RFC 4106) and ChaCha20-Poly1305 (RFC 7634), which share one layout: salt and 8 octets of IV make the nonce;
 * SPI and sequence number, all 64 bits of it where they are extended, are authenticated beside the text.
 */
final class AeadCipher implements PacketCipher {
    private static final int SALT = 4;
    private static final int IV = 8;
    private static final int ICV = 16;

    private final String transformation;
    private final SecretKeySpec key;
    private final Function<byte[], AlgorithmParameterSpec> parameters;
    private final boolean extended;
    private final byte[] nonce = new byte[SALT + IV];
    private final byte[] associated;
    private Cipher cipher;

    private AeadCipher(
            String transformation,
            String keyAlgorithm,
            byte[] keyAndSalt,
            boolean extended,
            Function<byte[], AlgorithmParameterSpec> parameters) {
        int keyOctets = keyAndSalt.length - SALT;
        this.transformation = transformation;
        this.key = new SecretKeySpec(keyAndSalt, 0, keyOctets, keyAlgorithm);
        this.parameters = parameters;
        this.extended = extended;
        this.associated = new byte[extended ? HEADER + 4 : HEADER];
        System.arraycopy(keyAndSalt, keyOctets, nonce, 0, SALT);
        this.cipher = newCipher();
    }

    /** RFC 4106; {@code keyAndSalt} has 20 or 36 octets. */
    static AeadCipher aesGcm(byte[] keyAndSalt, boolean extended) {
        return new AeadCipher(
                "AES/GCM/NoPadding", "AES", keyAndSalt, extended, nonce -> new GCMParameterSpec(ICV * 8, nonce));
    }

    /** RFC 7634; {@code keyAndSalt} has 36 octets. */
    static AeadCipher chacha20Poly1305(byte[] keyAndSalt, boolean extended) {
        return new AeadCipher("ChaCha20-Poly1305", "ChaCha20", keyAndSalt, extended, IvParameterSpec::new);
    }

    /** The IV is the 64-bit sequence number, so that no nonce comes twice under one key (RFC 4106 §3.1). */
    @Override
    public void seal(long sequence, byte[] esp, int textLength) {
        BigEndian.putLong(esp, HEADER, sequence);
        try {
            start(Cipher.ENCRYPT_MODE, sequence, esp, 0);
            cipher.doFinal(esp, HEADER + IV, textLength, esp, HEADER + IV);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(transformation + " cannot seal a packet", e);
        }
    }

    @Override
    public int open(long sequence, byte[] esp, int offset, int length, byte[] text) {
        int sealed = length - HEADER - IV;
        if (sealed < ICV) {
            return -1;
        }
        try {
            start(Cipher.DECRYPT_MODE, sequence, esp, offset);
            return cipher.doFinal(esp, offset + HEADER + IV, sealed, text, 0);
        } catch (AEADBadTagException notGenuine) {
            return -1;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(transformation + " cannot open a packet", e);
        }
    }

    private void start(int mode, long sequence, byte[] esp, int offset) throws GeneralSecurityException {
        System.arraycopy(esp, offset + HEADER, nonce, SALT, IV);
        try {
            cipher.init(mode, key, parameters.apply(nonce));
        } catch (InvalidKeyException sameNonceAgain) {
            if (mode == Cipher.ENCRYPT_MODE) {
                throw sameNonceAgain;
            }
            // The JDK's ChaCha20 refuses a nonce twice running even to open, but a forgery may precede the real packet.
            cipher = newCipher();
            cipher.init(mode, key, parameters.apply(nonce));
        }
        System.arraycopy(esp, offset, associated, 0, HEADER);
        if (extended) {
            BigEndian.putLong(associated, 4, sequence);
        }
        cipher.updateAAD(associated);
    }

    private Cipher newCipher() {
        try {
            return Cipher.getInstance(transformation);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no " + transformation, e);
        }
    }

    @Override
    public String toString() {
        return transformation + (extended ? " with ESN" : "");
    }
}
