package io.secureconnect.core.ike.host;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.core.ike.exchange.Chance;
import io.secureconnect.spi.RandomSource;
import java.time.Duration;

/** How long to wait after so many failures in a row: twice as long each time, a quarter more or less at random. */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final int MOST_DOUBLINGS = 10;
    private static final double JITTER = 0.25;

    /** A peer that was away may be back at any time. */
    private static final Duration LONGEST_FOR_SILENCE = Duration.ofMinutes(1);

    /** Somebody has to change something first. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private Backoff() {}

    static Duration after(int failures, NegotiationFailure reason, RandomSource random) {
        Duration plain = FIRST.multipliedBy(1L << Math.min(Math.max(0, failures - 1), MOST_DOUBLINGS));
        Duration longest = reason == NegotiationFailure.PEER_TIMEOUT || reason == NegotiationFailure.PEER_DEAD
                ? LONGEST_FOR_SILENCE
                : LONGEST;
        Duration bounded = plain.compareTo(longest) > 0 ? longest : plain;
        double share = 1 - JITTER + 2 * JITTER * Chance.share(random);
        return Duration.ofMillis((long) (bounded.toMillis() * share));
    }
}
