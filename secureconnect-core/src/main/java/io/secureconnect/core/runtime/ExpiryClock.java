package io.secureconnect.core.runtime;

import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.spi.BackendEvent.Expired;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Counts the time limits of SAs where the kernel does not tell when one is reached. */
final class ExpiryClock {
    /** A hard limit is told again if the SA is still there after this time. */
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private record Limits(Optional<Instant> soft, Optional<Instant> hard) {}

    private final Map<SaId, Limits> limits = new TreeMap<>();

    /** An SA has begun to serve, or was found to have; the first word counts. */
    void serves(SaId id, SaLifetime lifetime, Instant since) {
        limits.putIfAbsent(
                id, new Limits(lifetime.soft().map(since::plus), lifetime.hard().map(since::plus)));
    }

    /** An SA is gone. */
    void gone(SaId id) {
        limits.remove(id);
    }

    /** No others than these are left. */
    void retain(Collection<SaId> left) {
        limits.keySet().retainAll(left);
    }

    /** What has reached a limit; a soft limit is told once. */
    List<Expired> due(Instant now) {
        List<Expired> due = new ArrayList<>();
        limits.replaceAll((id, limit) -> {
            if (reached(limit.hard(), now)) {
                due.add(new Expired(id, true));
                return new Limits(Optional.empty(), Optional.of(now.plus(AGAIN)));
            }
            if (reached(limit.soft(), now)) {
                due.add(new Expired(id, false));
                return new Limits(Optional.empty(), limit.hard());
            }
            return limit;
        });
        return due;
    }

    /** When the next limit is reached. */
    Optional<Instant> next() {
        return limits.values().stream()
                .flatMap(limit -> Stream.concat(limit.soft().stream(), limit.hard().stream()))
                .min(Instant::compareTo);
    }

    private static boolean reached(Optional<Instant> limit, Instant now) {
        return limit.filter(at -> !at.isAfter(now)).isPresent();
    }
}
