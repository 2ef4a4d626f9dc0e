package io.secureconnect.core.keying;

import io.secureconnect.spi.RandomSource;
import java.util.Random;

/** The same octets for the same seed, on every machine. */
final class SeededRandom implements RandomSource {
    private final Random random;

    SeededRandom(long seed) {
        random = new Random(seed);
    }

    @Override
    public void fill(byte[] octets) {
        random.nextBytes(octets);
    }
}
