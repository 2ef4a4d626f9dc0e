package io.secureconnect.core.keying;

import io.secureconnect.spi.RandomSource;
import java.util.Random;
import java.util.function.Consumer;

/** The same octets for the same seed, on every machine; tests may look on. */
final class SeededRandom implements RandomSource {
    private final Random random;
    private Consumer<byte[]> watcher = octets -> {};
    private Consumer<byte[]> borrower = octets -> {};

    SeededRandom(long seed) {
        random = new Random(seed);
    }

    @Override
    public void fill(byte[] octets) {
        random.nextBytes(octets);
        watcher.accept(octets.clone());
        borrower.accept(octets);
    }

    /** Shows {@code to} a copy of all octets drawn from now on. */
    void watch(Consumer<byte[]> to) {
        watcher = to;
    }

    /** Hands {@code to} the very arrays that are filled from now on. */
    void lend(Consumer<byte[]> to) {
        borrower = to;
    }
}
