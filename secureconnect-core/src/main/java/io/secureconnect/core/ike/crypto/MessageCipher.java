package io.secureconnect.core.ike.crypto;

import java.util.Optional;

/**
 * The encryption of IKE messages in one direction (RFC 7296 §3.14, RFC 5282). It makes IV, padding and ICV itself and never
 * uses an IV twice.
 */
public interface MessageCipher extends AutoCloseable {
    /** Octets of the body that {@link #seal} makes of so many octets of plaintext. */
    int sealedLength(int plaintext);

    /** The most octets of plaintext that fit into a body of {@code sealed} octets; negative if none does. */
    int plaintextCapacity(int sealed);

    /**
     * Encrypts and authenticates.
     *
     * @param associated everything of the message before the IV, with all lengths as they will be on the wire
     * @return IV, ciphertext, ICV
     */
    byte[] seal(byte[] associated, byte[] plaintext);

    /** The plaintext without its padding; empty if it is not authentic, or its padding is malformed. Constant-time compare. */
    Optional<byte[]> open(byte[] associated, byte[] sealed);

    /** Wipes the keys. */
    @Override
    void close();
}
