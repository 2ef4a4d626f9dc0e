package io.secureconnect.core.ike.v1.crypto;

/**
 * The encryption of the messages of one ISAKMP SA. It keeps no IV: each message begins where the one before it ended, and only
 * the exchange knows which that is (RFC 2409 appendix B). It does not authenticate; that is HASH's work.
 */
public interface ChainedCipher extends AutoCloseable {
    /** Octets of a block, which is also the length of an IV. */
    int blockOctets();

    /**
     * Encrypts.
     *
     * @param padded whole blocks, at least one
     * @throws IllegalArgumentException if it is not
     */
    byte[] encrypt(byte[] iv, byte[] padded);

    /**
     * Decrypts; the padding stays.
     *
     * @param sealed whole blocks, at least one: check that before, with what a peer sent
     * @throws IllegalArgumentException if it is not
     */
    byte[] decrypt(byte[] iv, byte[] sealed);

    /** Wipes the key. */
    @Override
    void close();
}
