package io.secureconnect.core.keying;

import io.secureconnect.api.sa.Spi;
import io.secureconnect.spi.RandomSource;
import java.nio.ByteBuffer;
import java.util.Set;

/**
 * Chooses SPIs at random. The range leaves the low numbers to IKE daemons and to hand-made SAs of the same host; what is taken
 * nevertheless shows when the host's kernel refuses it.
 */
final class SpiChoice {
    /** The lowest SPI that is chosen. */
    static final int LOWEST = 0x10000000;
    /** The highest, as an unsigned number. */
    static final int HIGHEST = 0xefffffff;

    private final RandomSource random;

    SpiChoice(RandomSource random) {
        this.random = random;
    }

    /** An SPI that is not in {@code taken}. */
    Spi next(Set<Spi> taken) {
        while (true) {
            int value = ByteBuffer.wrap(random.octets(Integer.BYTES)).getInt();
            if (Integer.compareUnsigned(value, LOWEST) >= 0 && Integer.compareUnsigned(value, HIGHEST) <= 0) {
                Spi spi = new Spi(value);
                if (!taken.contains(spi)) {
                    return spi;
                }
            }
        }
    }
}
