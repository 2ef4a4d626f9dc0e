package io.secureconnect.api.sa;

import io.secureconnect.api.PublicApi;
import java.util.HexFormat;

/**
 * A Security Parameters Index: the number by which a receiver finds the SA of an ESP packet (RFC 4303 §2.1).
 *
 * @param value the 32 bits as a host-order number; unsigned, 0 to 255 are reserved
 */
@PublicApi
public record Spi(int value) implements Comparable<Spi> {
    /** The lowest SPI that may be used: 256. */
    public static final int LOWEST = 256;

    public Spi {
        if (value >= 0 && value < LOWEST) {
            throw new IllegalArgumentException(
                    "SPI " + value + " is reserved (RFC 4303 section 2.1); the lowest is 256");
        }
    }

    /** The number as an unsigned {@code long}, 256 to 4,294,967,295. */
    public long unsigned() {
        return Integer.toUnsignedLong(value);
    }

    @Override
    public int compareTo(Spi other) {
        return Integer.compareUnsigned(value, other.value);
    }

    /** Eight hexadecimal digits, as packet analysers show it. */
    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(value);
    }
}
