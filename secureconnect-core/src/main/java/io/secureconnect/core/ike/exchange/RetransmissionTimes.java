package io.secureconnect.core.ike.exchange;

import io.secureconnect.spi.RandomSource;
import java.time.Duration;
import java.util.Objects;

/**
 * When a request is repeated, and when it is given up (RFC 7296 §2.4).
 *
 * @param first how long the first transmission waits for its answer
 * @param factor by which each wait is longer than the one before, at least 1
 * @param transmissions of one request in all, the first included
 * @param jitter the part of a wait by which it is shortened at random, 0 to 1, so that hosts do not move in step
 */
public record RetransmissionTimes(Duration first, double factor, int transmissions, double jitter) {
    public RetransmissionTimes {
        Objects.requireNonNull(first, "first");
        if (first.isNegative() || first.isZero() || factor < 1 || transmissions < 1 || jitter < 0 || jitter > 1) {
            throw new IllegalArgumentException("retransmission after " + first + ", factor " + factor + ", "
                    + transmissions + " transmissions, jitter " + jitter
                    + ": a time above 0, a factor of at least 1, at least one transmission and a jitter of 0 to 1");
        }
    }

    /** Half a second, then 1.8 times longer each time, seven transmissions: given up after about 37 seconds. */
    public static RetransmissionTimes standard() {
        return new RetransmissionTimes(Duration.ofMillis(500), 1.8, 7, 0.1);
    }

    /** How long transmission {@code number}, from 1 on, waits for its answer. */
    Duration wait(int number, RandomSource random) {
        double nanos = first.toNanos() * Math.pow(factor, number - 1.0);
        return Duration.ofNanos((long) (nanos * (1 - jitter * Chance.share(random))));
    }
}
