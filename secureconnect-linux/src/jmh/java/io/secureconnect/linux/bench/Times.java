package io.secureconnect.linux.bench;

import java.util.Arrays;

/** What one subject took in each round, in nanoseconds: on the clock, and of processors. */
final class Times {
    /** One round. Processor time is that of the whole process, so that neighbours on a shared machine do not count. */
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
        long[] sorted =
                Arrays.stream(rounds, 0, count).mapToLong(Round::wall).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** The mean: the JVM tells its processor time in ticks of 10 ms. */
    long processor() {
        return (long) Arrays.stream(rounds, 0, count)
                .mapToLong(Round::processor)
                .average()
                .orElseThrow();
    }

    long best() {
        return Arrays.stream(rounds, 0, count).mapToLong(Round::wall).min().orElseThrow();
    }

    /** Median, best and mean processor time, in milliseconds. */
    @Override
    public String toString() {
        return String.format("%7.1f ms (best %.1f, processor %.1f)", wall() / 1e6, best() / 1e6, processor() / 1e6);
    }
}
