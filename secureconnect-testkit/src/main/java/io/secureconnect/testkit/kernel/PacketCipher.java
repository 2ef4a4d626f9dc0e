package io.secureconnect.testkit.kernel;

/**
 * How one SA encrypts and authenticates. Packets are laid out as RFC 4303 §2 says: SPI, sequence number, IV, ciphertext,
 * ICV. Holds its cipher objects for the life of the SA; not thread-safe.
 */
interface PacketCipher {
    /** Octets of SPI and sequence number. */
    int HEADER = 8;

    /**
     * Encrypts in place and adds IV and ICV.
     *
     * @param sequence all 64 bits
     * @param esp the header is written; the text stands behind the room for the IV
     * @param textLength octets to encrypt, trailer included
     */
    void seal(long sequence, byte[] esp, int textLength);

    /**
     * Checks and decrypts.
     *
     * @param sequence all 64 bits
     * @param esp holds the packet from {@code offset}
     * @param length octets of the packet
     * @param text receives the text, trailer included
     * @return octets of text, or -1 if the packet is too short or not genuine
     */
    int open(long sequence, byte[] esp, int offset, int length, byte[] text);
}
