package io.secureconnect.core.keying;

import io.secureconnect.api.sa.Spi;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One pair of keys of a path, as its distributor remembers it: everything but the keys.
 *
 * @param number counts the pairs of a path, from 1
 * @param spiOfA the SPI at which the path's {@code a} receives
 * @param spiOfB the SPI at which {@code b} receives
 * @param madeAt when the keys were made; the SAs were installed later, so they are never older
 * @param renewAt when the next pair is due: some time before the soft limit; empty if there is none
 */
record Generation(long number, Spi spiOfA, Spi spiOfB, Instant madeAt, Optional<Instant> renewAt) {
    Generation {
        Objects.requireNonNull(spiOfA, "spiOfA");
        Objects.requireNonNull(spiOfB, "spiOfB");
        Objects.requireNonNull(madeAt, "madeAt");
        if (number < 1) {
            throw new IllegalArgumentException("generations count from 1, not " + number);
        }
    }

    /** The same keys, due to be replaced at {@code when}. */
    Generation renewedAt(Instant when) {
        return new Generation(number, spiOfA, spiOfB, madeAt, Optional.of(when));
    }
}
