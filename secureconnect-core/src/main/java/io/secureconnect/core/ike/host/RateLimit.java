package io.secureconnect.core.ike.host;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** So many at once, then so many a second. */
final class RateLimit {
    private final int burst;
    private final long perSecond;
    private double left;
    private Optional<Instant> since = Optional.empty();

    RateLimit(int burst, int perSecond) {
        this.burst = burst;
        this.perSecond = perSecond;
        this.left = burst;
    }

    /** Whether one more is within the limit; it counts if it is. */
    boolean allows(Instant now) {
        since.ifPresent(last -> {
            double seconds = Math.max(0, Duration.between(last, now).toNanos() / 1e9);
            left = Math.min(burst, left + seconds * perSecond);
        });
        since = Optional.of(now);
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
