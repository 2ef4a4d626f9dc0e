package io.secureconnect.core.ike.host;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts bad input, and lets a little of it into the log. */
final class IkeCounters {
    private static final Logger LOG = LoggerFactory.getLogger(IkeCounters.class);
    private static final int BURST = 10;

    private final Map<IkeCounter, Long> counts = new EnumMap<>(IkeCounter.class);
    private final RateLimit log = new RateLimit(BURST, 1);

    void count(IkeCounter counter, Instant now, Supplier<String> detail) {
        counts.merge(counter, 1L, Long::sum);
        if (log.allows(now)) {
            LOG.info("{}: {}", counter.text(), detail.get());
        }
    }

    /** By their names; those that are 0 are missing. */
    Map<String, Long> all() {
        Map<String, Long> all = new TreeMap<>();
        counts.forEach((counter, count) -> all.put(counter.text(), count));
        return all;
    }
}
