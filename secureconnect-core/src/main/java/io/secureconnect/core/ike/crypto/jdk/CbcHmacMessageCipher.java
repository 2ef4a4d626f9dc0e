package io.secureconnect.core.ike.crypto.jdk;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.core.ike.crypto.MessageCipher;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/**
 * AES-CBC with HMAC-SHA2 in the encrypted payload (RFC 7296 §3.14): encrypt, then authenticate everything from the header
 * on; check before decrypting.
 *
 * <p>The IV is the encryption of a counter under the same key, which nobody without the key can foretell and which never
 * repeats (NIST SP 800-38A appendix C, to which RFC 7296 §3.14 refers). It is made by letting CBC begin one block earlier,
 * at the counter.
 */
final class CbcHmacMessageCipher implements MessageCipher {
    private static final int BLOCK = CbcHmac.BLOCK;

    private final CbcHmac algorithms;
    private final SecretBytes encryptionKey;
    private final SecretBytes integrityKey;
    private final int icvOctets;
    private long nextIv;

    /** Owns both keys from now on. */
    CbcHmacMessageCipher(CbcHmac algorithms, SecretBytes encryptionKey, SecretBytes integrityKey, int icvOctets) {
        this.algorithms = algorithms;
        this.encryptionKey = encryptionKey;
        this.integrityKey = integrityKey;
        this.icvOctets = icvOctets;
    }

    @Override
    public int sealedLength(int plaintext) {
        return BLOCK + padded(plaintext) + icvOctets;
    }

    @Override
    public int plaintextCapacity(int sealed) {
        int blocks = (sealed - BLOCK - icvOctets) / BLOCK;
        return Math.max(-1, blocks * BLOCK - 1);
    }

    @Override
    public byte[] seal(byte[] associated, byte[] plaintext) {
        if (nextIv < 0) {
            throw new IllegalStateException("2^63 messages under one key; rekey the IKE SA");
        }
        int padded = padded(plaintext.length);
        byte[] sealed = new byte[BLOCK + padded + icvOctets];
        ByteBuffer.wrap(sealed).putLong(nextIv++).position(BLOCK).put(plaintext);
        sealed[BLOCK + padded - 1] = (byte) (padded - plaintext.length - 1);
        encryptionKey.use(key -> algorithms.encrypt(key, sealed, BLOCK + padded));
        byte[] icv = integrityKey.read(key -> algorithms.mac(key, associated, sealed, BLOCK + padded));
        System.arraycopy(icv, 0, sealed, BLOCK + padded, icvOctets);
        return sealed;
    }

    @Override
    public Optional<byte[]> open(byte[] associated, byte[] sealed) {
        int authenticated = sealed.length - icvOctets;
        if (authenticated < 2 * BLOCK || authenticated % BLOCK != 0) {
            return Optional.empty();
        }
        byte[] icv = integrityKey.read(key -> algorithms.mac(key, associated, sealed, authenticated));
        boolean authentic = MessageDigest.isEqual(
                Arrays.copyOf(icv, icvOctets), Arrays.copyOfRange(sealed, authenticated, sealed.length));
        return authentic
                ? Padding.strip(encryptionKey.read(key -> algorithms.decrypt(key, sealed, authenticated)))
                : Optional.empty();
    }

    private static int padded(int plaintext) {
        return (plaintext / BLOCK + 1) * BLOCK;
    }

    @Override
    public void close() {
        encryptionKey.close();
        integrityKey.close();
    }
}
