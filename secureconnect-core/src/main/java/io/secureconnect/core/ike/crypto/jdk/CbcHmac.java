package io.secureconnect.core.ike.crypto.jdk;

import io.secureconnect.api.sa.IntegrityAlgorithm;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;

/** AES-CBC and one HMAC with the provider's objects, which all SAs of an engine share. */
final class CbcHmac {
    static final int BLOCK = 16;

    private final Cipher cipher = Algorithms.cipher("AES/CBC/NoPadding");
    private final Mac mac;

    CbcHmac(IntegrityAlgorithm integrity) {
        this.mac = Algorithms.mac("HmacSHA" + Algorithms.shaNumber(integrity.keyOctets()));
    }

    /** Encrypts the first {@code length} octets in place, the first block with an IV of zeros. */
    void encrypt(byte[] key, byte[] buffer, int length) {
        try {
            cipher.init(Cipher.ENCRYPT_MODE, new LentKey("AES", key), new IvParameterSpec(new byte[BLOCK]));
            cipher.doFinal(buffer, 0, length, buffer, 0);
        } catch (GeneralSecurityException e) {
            throw Algorithms.broken(cipher.getAlgorithm(), e);
        }
    }

    /** Decrypts what lies between the IV, which is the first block, and {@code end}. */
    byte[] decrypt(byte[] key, byte[] sealed, int end) {
        try {
            cipher.init(Cipher.DECRYPT_MODE, new LentKey("AES", key), new IvParameterSpec(sealed, 0, BLOCK));
            return cipher.doFinal(sealed, BLOCK, end - BLOCK);
        } catch (GeneralSecurityException e) {
            throw Algorithms.broken(cipher.getAlgorithm(), e);
        }
    }

    /** Of {@code associated} and the first {@code length} octets of {@code sealed}; not yet truncated. */
    byte[] mac(byte[] key, byte[] associated, byte[] sealed, int length) {
        try {
            mac.init(new LentKey(mac.getAlgorithm(), key));
        } catch (InvalidKeyException e) {
            throw Algorithms.broken(mac.getAlgorithm(), e);
        }
        mac.update(associated);
        mac.update(sealed, 0, length);
        return mac.doFinal();
    }
}
