package io.secureconnect.core.ike.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private final RateLimit limit = new RateLimit(20, 10);

    @Test
    void allowsSoManyAtOnceAndNoMore() {
        assertThat(allowed(100, START, Duration.ZERO)).isEqualTo(20);
    }

    @Test
    void allowsSoManyASecondAfterThat() {
        allowed(20, START, Duration.ZERO);
        assertThat(allowed(1000, START, Duration.ofMillis(10))).isEqualTo(99);
    }

    /** Each step is far below a millisecond, and none of them is forgotten. */
    @Test
    void aFloodDoesNotKeepTheLimitFromRecovering() {
        allowed(20, START, Duration.ZERO);
        assertThat(allowed(100_000, START, Duration.ofNanos(100_000))).isBetween(98, 100);
    }

    @Test
    void quietSavesUpNoMoreThanTheFirstAllowance() {
        allowed(20, START, Duration.ZERO);
        assertThat(allowed(100, START.plusSeconds(3600), Duration.ZERO)).isEqualTo(20);
    }

    @Test
    void aClockThatGoesBackCostsNothing() {
        allowed(10, START, Duration.ZERO);
        assertThat(allowed(100, START.minusSeconds(3600), Duration.ZERO)).isEqualTo(10);
    }

    @Test
    void everythingIsCountedThoughTheLogHearsLittle() {
        IkeCounters counters = new IkeCounters();
        Map<String, Integer> told = new HashMap<>();
        for (int i = 0; i < 1000; i++) {
            counters.count(IkeCounter.MALFORMED, START, () -> "line " + told.merge("lines", 1, Integer::sum));
        }
        assertThat(counters.all()).containsExactly(Map.entry(IkeCounter.MALFORMED.text(), 1000L));
        assertThat(told).containsEntry("lines", 10);
    }

    private int allowed(int attempts, Instant from, Duration apart) {
        return (int) IntStream.range(0, attempts)
                .filter(i -> limit.allows(from.plus(apart.multipliedBy(i))))
                .count();
    }
}
