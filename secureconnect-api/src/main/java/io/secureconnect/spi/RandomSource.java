package io.secureconnect.spi;

/** Unpredictable octets for keys and SPIs; outside tests, from the operating system. Thread-safe. */
@FunctionalInterface
public interface RandomSource {
    /** Fills {@code octets} whole. */
    void fill(byte[] octets);

    /** A fresh array of {@code length} random octets. */
    default byte[] octets(int length) {
        byte[] octets = new byte[length];
        fill(octets);
        return octets;
    }
}
