package io.secureconnect.linux.bench;

import java.util.Arrays;
import java.util.function.ToLongFunction;

/** What one subject took in each round, in nanoseconds: on the clock, and of processors. */
final class Times {
    /** One round: on the clock, and of the processor for the thread at work, so that neighbours do not count. */
    record Round(long wall, long processor) {}

    private final Round[] rounds;
    private int count;

    Times(int rounds) {
        this.rounds = new Round[rounds];
    }

    void add(Round round) {
        rounds[count++] = round;
    }

    long wall() {
        return median(Round::wall);
    }

    long processor() {
        return median(Round::processor);
    }

    private long median(ToLongFunction<Round> of) {
        long[] sorted = Arrays.stream(rounds, 0, count).mapToLong(of).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    long best() {
        return Arrays.stream(rounds, 0, count).mapToLong(Round::wall).min().orElseThrow();
    }

    /** Median, best and median processor time, in milliseconds. */
    @Override
    public String toString() {
        return String.format("%7.1f ms (best %.1f, processor %.1f)", wall() / 1e6, best() / 1e6, processor() / 1e6);
    }
}
