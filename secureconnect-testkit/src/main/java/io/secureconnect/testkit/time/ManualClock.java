package io.secureconnect.testkit.time;

import io.secureconnect.spi.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * A clock that stands still until a test moves it, and runs what was scheduled on the way, in order of time, then of
 * scheduling.
 *
 * <p>Thread-safe. Scheduled actions run on the thread that advances the clock, without a lock held, and see the clock at
 * their own time; they may schedule more, which runs in the same {@link #advance} if it is due.
 */
public final class ManualClock implements TimeSource {
    /** Where a clock stands unless told otherwise: 2030-01-01T00:00:00Z. */
    public static final Instant EPOCH = Instant.parse("2030-01-01T00:00:00Z");

    private final PriorityQueue<Alarm> alarms =
            new PriorityQueue<>(Comparator.comparing(Alarm::due).thenComparingLong(Alarm::order));
    private Instant now;
    private long scheduled;

    public ManualClock() {
        this(EPOCH);
    }

    public ManualClock(Instant start) {
        now = Objects.requireNonNull(start, "start");
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    /** Runs {@code action} when the clock has advanced by {@code delay}; at the next {@link #advance} if it is zero. */
    public synchronized void after(Duration delay, Runnable action) {
        at(now.plus(requireForward(delay)), action);
    }

    /** Runs {@code action} when the clock reaches {@code time}; at the next {@link #advance} if that is past. */
    public synchronized void at(Instant time, Runnable action) {
        alarms.add(new Alarm(time, scheduled++, action));
    }

    /**
     * Moves the clock and runs what becomes due.
     *
     * @throws IllegalArgumentException if {@code by} is negative: time does not go back
     */
    public void advance(Duration by) {
        Instant target;
        synchronized (this) {
            target = now.plus(requireForward(by));
        }
        for (Alarm due = next(target); due != null; due = next(target)) {
            due.action.run();
        }
    }

    /** Advances by nothing: runs what is due already. */
    public void runDue() {
        advance(Duration.ZERO);
    }

    /** How many actions wait. */
    public synchronized int pending() {
        return alarms.size();
    }

    private synchronized @Nullable Alarm next(Instant target) {
        Alarm first = alarms.peek();
        if (first == null || first.due.isAfter(target)) {
            now = target.isAfter(now) ? target : now;
            return null;
        }
        now = first.due.isAfter(now) ? first.due : now;
        return alarms.poll();
    }

    private static Duration requireForward(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("time does not go back, but was asked to by " + duration);
        }
        return duration;
    }

    @Override
    public String toString() {
        return "ManualClock[" + now() + "]";
    }

    private record Alarm(Instant due, long order, Runnable action) {}
}
