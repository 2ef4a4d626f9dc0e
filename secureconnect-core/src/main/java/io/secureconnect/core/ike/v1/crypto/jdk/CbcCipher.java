package io.secureconnect.core.ike.v1.crypto.jdk;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.EncryptionAlgorithm;
import io.secureconnect.core.ike.crypto.jdk.Algorithms;
import io.secureconnect.core.ike.crypto.jdk.LentKey;
import io.secureconnect.core.ike.v1.crypto.ChainedCipher;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;

/** AES-CBC (RFC 3602) with one SA's key; the provider's object is the engine's. */
final class CbcCipher implements ChainedCipher {
    private static final int BLOCK = 16;

    private final Cipher cipher;
    private final SecretBytes key;

    /** @param key owned from now on */
    CbcCipher(Cipher cipher, EncryptionAlgorithm encryption, SecretBytes key) {
        if (encryption.isAead()) {
            throw new IllegalArgumentException(encryption.keyword()
                    + " protects no ISAKMP messages; IKEv1 has ciphers in CBC mode only (RFC 2409 appendix B)");
        }
        if (key.length() != encryption.keyOctets()) {
            throw new IllegalArgumentException(encryption.keyword() + " needs a key of " + encryption.keyOctets()
                    + " octets, not " + key.length());
        }
        this.cipher = cipher;
        this.key = key;
    }

    @Override
    public int blockOctets() {
        return BLOCK;
    }

    @Override
    public byte[] encrypt(byte[] iv, byte[] padded) {
        return transform(Cipher.ENCRYPT_MODE, iv, padded);
    }

    @Override
    public byte[] decrypt(byte[] iv, byte[] sealed) {
        return transform(Cipher.DECRYPT_MODE, iv, sealed);
    }

    private byte[] transform(int mode, byte[] iv, byte[] blocks) {
        if (iv.length != BLOCK || blocks.length == 0 || blocks.length % BLOCK != 0) {
            throw new IllegalArgumentException("AES-CBC takes an IV of 16 octets and whole blocks of 16, not "
                    + iv.length + " and " + blocks.length);
        }
        return key.read(octets -> {
            try {
                cipher.init(mode, new LentKey("AES", octets), new IvParameterSpec(iv));
                return cipher.doFinal(blocks);
            } catch (GeneralSecurityException e) {
                throw Algorithms.broken(cipher.getAlgorithm(), e);
            }
        });
    }

    @Override
    public void close() {
        key.close();
    }
}
