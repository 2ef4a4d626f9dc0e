package io.secureconnect.api.sa;

import io.secureconnect.api.PublicApi;

/**
 * Consecutive ports, both ends included.
 *
 * @param first 0 to 65535, host order
 * @param last {@code first} to 65535
 */
@PublicApi
public record PortRange(int first, int last) {
    /** Every port. */
    public static final PortRange ANY = new PortRange(0, 65535);

    public PortRange {
        if (first < 0 || last > 65535 || first > last) {
            throw new IllegalArgumentException(first + " to " + last + " is not a range within 0 to 65535");
        }
    }

    /** A single port. */
    public static PortRange of(int port) {
        return new PortRange(port, port);
    }

    public boolean isAny() {
        return equals(ANY);
    }

    public boolean isSingle() {
        return first == last;
    }
}
