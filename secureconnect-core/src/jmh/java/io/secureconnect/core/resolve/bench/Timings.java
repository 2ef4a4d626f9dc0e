package io.secureconnect.core.resolve.bench;

import java.util.Arrays;

/** Nanoseconds of several things, of each the least that was seen. */
final class Timings {
    private final long[] nanos;

    Timings(int things) {
        nanos = new long[things];
        Arrays.fill(nanos, Long.MAX_VALUE);
    }

    /** Keeps the duration if it is the least of this thing's. */
    void least(int thing, long duration) {
        nanos[thing] = Math.min(nanos[thing], duration);
    }

    double mean() {
        return Arrays.stream(nanos).average().orElse(0);
    }

    /** The duration that the share {@code quantile} of all did not exceed. */
    double quantile(double quantile) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(quantile * sorted.length))];
    }
}
