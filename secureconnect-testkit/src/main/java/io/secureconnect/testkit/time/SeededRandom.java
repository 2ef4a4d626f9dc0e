package io.secureconnect.testkit.time;

import io.secureconnect.spi.RandomSource;
import java.util.Random;

/**
 * Octets that look random and come again with the same seed, on every JDK. Not for anything but tests. Thread-safe.
 *
 * <p>Its text form tells the seed; {@link io.secureconnect.testkit.junit.Seeded} makes one for a test and prints the seed
 * when the test fails.
 */
public final class SeededRandom implements RandomSource {
    private final long seed;
    // java.util.Random, because its algorithm is part of its specification.
    private final Random random;

    public SeededRandom(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    public long seed() {
        return seed;
    }

    @Override
    public void fill(byte[] octets) {
        random.nextBytes(octets);
    }

    /** A number of at least 0 and below {@code bound}. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** True with {@code probability}, 0 to 1. */
    public boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** Another source whose octets follow from this one's state, for a part that must not disturb the others. */
    public SeededRandom split() {
        return new SeededRandom(random.nextLong());
    }

    @Override
    public String toString() {
        return "SeededRandom[seed " + seed + "]";
    }
}
