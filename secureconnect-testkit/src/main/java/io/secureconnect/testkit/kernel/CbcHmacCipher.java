package io.secureconnect.testkit.kernel;

import io.secureconnect.api.sa.IntegrityAlgorithm;
import io.secureconnect.spi.RandomSource;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-CBC (RFC 3602) authenticated by a truncated HMAC (RFC 4868, RFC 2404) over header, IV and ciphertext, and over the high
 * half of an extended sequence number, which the packet does not carry (RFC 4303 §2.2.1).
 */
final class CbcHmacCipher implements PacketCipher {
    private static final int BLOCK = 16;

    private final SecretKeySpec key;
    private final Cipher cipher;
    private final Mac mac;
    private final int icv;
    private final boolean extended;
    private final RandomSource random;
    private final byte[] iv = new byte[BLOCK];
    private final byte[] high = new byte[4];
    private final byte[] digest;

    /** {@code random} makes IVs, which must not be foreseeable (RFC 3602 §3). */
    CbcHmacCipher(byte[] key, IntegrityAlgorithm integrity, byte[] macKey, boolean extended, RandomSource random) {
        this.key = new SecretKeySpec(key, "AES");
        this.icv = integrity.icvOctets();
        this.extended = extended;
        this.random = random;
        this.digest = new byte[integrity.keyOctets()];
        try {
            this.cipher = Cipher.getInstance("AES/CBC/NoPadding");
            this.mac = Mac.getInstance(algorithm(integrity));
            this.mac.init(new SecretKeySpec(macKey, mac.getAlgorithm()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no AES-CBC with " + integrity, e);
        }
    }

    private static String algorithm(IntegrityAlgorithm integrity) {
        switch (integrity) {
            case HMAC_SHA2_256_128:
                return "HmacSHA256";
            case HMAC_SHA2_384_192:
                return "HmacSHA384";
            case HMAC_SHA2_512_256:
                return "HmacSHA512";
            case HMAC_SHA1_96:
                return "HmacSHA1";
        }
        throw new IllegalArgumentException("no HMAC for " + integrity);
    }

    @Override
    public void seal(long sequence, byte[] esp, int textLength) {
        random.fill(iv);
        System.arraycopy(iv, 0, esp, HEADER, BLOCK);
        int text = HEADER + BLOCK;
        try {
            cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(iv));
            cipher.doFinal(esp, text, textLength, esp, text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-CBC cannot seal a packet", e);
        }
        authenticate(sequence, esp, 0, text + textLength);
        System.arraycopy(digest, 0, esp, text + textLength, icv);
    }

    @Override
    public int open(long sequence, byte[] esp, int offset, int length, byte[] text) {
        int sealed = length - HEADER - BLOCK - icv;
        if (sealed < BLOCK || sealed % BLOCK != 0) {
            return -1;
        }
        authenticate(sequence, esp, offset, length - icv);
        if (!isIcv(esp, offset + length - icv)) {
            return -1;
        }
        try {
            cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(esp, offset + HEADER, BLOCK));
            return cipher.doFinal(esp, offset + HEADER + BLOCK, sealed, text, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-CBC cannot open a packet", e);
        }
    }

    private void authenticate(long sequence, byte[] esp, int offset, int length) {
        mac.update(esp, offset, length);
        if (extended) {
            BigEndian.putInt(high, 0, (int) (sequence >>> 32));
            mac.update(high);
        }
        try {
            mac.doFinal(digest, 0);
        } catch (ShortBufferException e) {
            throw new IllegalStateException(mac.getAlgorithm() + " is longer than its key", e);
        }
    }

    private boolean isIcv(byte[] esp, int from) {
        int difference = 0;
        for (int i = 0; i < icv; i++) {
            difference |= digest[i] ^ esp[from + i];
        }
        return difference == 0;
    }

    @Override
    public String toString() {
        return "AES-CBC with " + mac.getAlgorithm() + (extended ? " and ESN" : "");
    }
}
