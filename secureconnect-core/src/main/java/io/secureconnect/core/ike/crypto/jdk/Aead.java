package io.secureconnect.core.ike.crypto.jdk;

import io.secureconnect.api.sa.EncryptionAlgorithm;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.function.Function;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;

/**
 * One AEAD algorithm with the provider's objects, which all SAs of an engine share. There is one object for each direction:
 * they refuse to take a nonce twice in a row.
 */
final class Aead {
    static final int TAG_OCTETS = 16;
    static final int NONCE_OCTETS = 12;

    private final String keyAlgorithm;
    private final Function<byte[], AlgorithmParameterSpec> parameters;
    private final Cipher sealing;
    private final Cipher opening;

    private Aead(String name, String keyAlgorithm, Function<byte[], AlgorithmParameterSpec> parameters) {
        this.keyAlgorithm = keyAlgorithm;
        this.parameters = parameters;
        this.sealing = Algorithms.cipher(name);
        this.opening = Algorithms.cipher(name);
    }

    static Aead of(EncryptionAlgorithm encryption) {
        return encryption == EncryptionAlgorithm.CHACHA20_POLY1305
                ? new Aead("ChaCha20-Poly1305", "ChaCha20", IvParameterSpec::new)
                : new Aead("AES/GCM/NoPadding", "AES", nonce -> new GCMParameterSpec(TAG_OCTETS * Byte.SIZE, nonce));
    }

    /** Encrypts the octets from {@code offset} on in place; the tag goes behind them. */
    void seal(byte[] key, int keyOctets, byte[] nonce, byte[] associated, byte[] buffer, int offset, int plaintext) {
        try {
            sealing.init(Cipher.ENCRYPT_MODE, new LentKey(keyAlgorithm, key, keyOctets), parameters.apply(nonce));
            sealing.updateAAD(associated);
            sealing.doFinal(buffer, offset, plaintext, buffer, offset);
        } catch (GeneralSecurityException e) {
            throw Algorithms.broken(sealing.getAlgorithm(), e);
        }
    }

    /** Decrypts the octets from {@code offset} to the end. */
    byte[] open(byte[] key, int keyOctets, byte[] nonce, byte[] associated, byte[] sealed, int offset)
            throws AEADBadTagException {
        try {
            initOpening(new LentKey(keyAlgorithm, key, keyOctets), nonce);
            opening.updateAAD(associated);
            return opening.doFinal(sealed, offset, sealed.length - offset);
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw Algorithms.broken(opening.getAlgorithm(), e);
        }
    }

    /** A message may come twice, and some providers refuse the same nonce twice even then: another one in between helps. */
    private void initOpening(LentKey key, byte[] nonce) throws GeneralSecurityException {
        try {
            opening.init(Cipher.DECRYPT_MODE, key, parameters.apply(nonce));
        } catch (InvalidKeyException again) {
            byte[] other = nonce.clone();
            other[0] ^= 1;
            opening.init(Cipher.DECRYPT_MODE, key, parameters.apply(other));
            opening.init(Cipher.DECRYPT_MODE, key, parameters.apply(nonce));
        }
    }
}
