package io.secureconnect.testkit.kernel;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often each thing went wrong. */
final class ErrorCounters {
    private final Map<XfrmCounter, Long> counts = new EnumMap<>(XfrmCounter.class);

    void count(XfrmCounter counter) {
        counts.merge(counter, 1L, Long::sum);
    }

    long of(XfrmCounter counter) {
        return counts.getOrDefault(counter, 0L);
    }

    /** All of them, zeros included, as a kernel lists them. */
    Map<String, Long> byKernelName() {
        Map<String, Long> all = new LinkedHashMap<>();
        for (XfrmCounter counter : XfrmCounter.values()) {
            all.put(counter.kernelName(), of(counter));
        }
        return all;
    }
}
