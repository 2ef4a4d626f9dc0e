package io.secureconnect.core.ike.crypto.jdk;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.core.ike.crypto.MessageCipher;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;

/**
 * AES-GCM and ChaCha20-Poly1305 in the encrypted payload (RFC 5282, RFC 7634 §2). The IV is a counter; no padding is needed,
 * so there is only its length, 0.
 */
final class AeadMessageCipher implements MessageCipher {
    private static final int IV_OCTETS = Long.BYTES;
    private static final int PAD_LENGTH_OCTETS = 1;
    private static final int OVERHEAD = IV_OCTETS + PAD_LENGTH_OCTETS + Aead.TAG_OCTETS;

    private final Aead aead;
    private final SecretBytes keyAndSalt;
    private final int keyOctets;
    private long nextIv;

    /** @param keyAndSalt the key, then the salt (RFC 5282 §7.1); owned from now on */
    AeadMessageCipher(Aead aead, SecretBytes keyAndSalt, int keyOctets) {
        this.aead = aead;
        this.keyAndSalt = keyAndSalt;
        this.keyOctets = keyOctets;
    }

    @Override
    public int sealedLength(int plaintext) {
        return plaintext + OVERHEAD;
    }

    @Override
    public int plaintextCapacity(int sealed) {
        return Math.max(-1, sealed - OVERHEAD);
    }

    @Override
    public byte[] seal(byte[] associated, byte[] plaintext) {
        if (nextIv < 0) {
            throw new IllegalStateException("2^63 messages under one key; rekey the IKE SA");
        }
        byte[] sealed = new byte[sealedLength(plaintext.length)];
        ByteBuffer.wrap(sealed).putLong(nextIv++).put(plaintext);
        int padded = plaintext.length + PAD_LENGTH_OCTETS;
        keyAndSalt.use(key -> aead.seal(key, keyOctets, nonce(key, sealed), associated, sealed, IV_OCTETS, padded));
        return sealed;
    }

    @Override
    public Optional<byte[]> open(byte[] associated, byte[] sealed) {
        if (sealed.length < OVERHEAD) {
            return Optional.empty();
        }
        return keyAndSalt.read(key -> {
            try {
                return Padding.strip(aead.open(key, keyOctets, nonce(key, sealed), associated, sealed, IV_OCTETS));
            } catch (AEADBadTagException e) {
                return Optional.empty();
            }
        });
    }

    /** Salt, then the IV at the beginning of {@code sealed} (RFC 5282 §4). */
    private byte[] nonce(byte[] key, byte[] sealed) {
        byte[] nonce = Arrays.copyOfRange(key, keyOctets, keyOctets + Aead.NONCE_OCTETS);
        System.arraycopy(sealed, 0, nonce, Aead.NONCE_OCTETS - IV_OCTETS, IV_OCTETS);
        return nonce;
    }

    @Override
    public void close() {
        keyAndSalt.close();
    }
}
