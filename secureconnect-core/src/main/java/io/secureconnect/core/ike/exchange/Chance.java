package io.secureconnect.core.ike.exchange;

import io.secureconnect.spi.RandomSource;

/** Chance where it need not be secret: jitter. */
public final class Chance {
    private Chance() {}

    /** A number from 0 to below 1. */
    public static double share(RandomSource random) {
        byte[] octets = random.octets(3);
        int number = (octets[0] & 0xff) << 16 | (octets[1] & 0xff) << 8 | octets[2] & 0xff;
        return number / (double) (1 << 24);
    }
}
