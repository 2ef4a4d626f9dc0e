package io.secureconnect.linux.lab;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The one place where scenarios wait: a real kernel and real processes take real time. */
public final class Await {
    /** Only a failure takes that long. */
    static final Duration LIMIT = Duration.ofMinutes(1);

    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private Await() {}

    /** As {@link #until(String, Duration, BooleanSupplier)} with a minute, which is ample for the slow guest on a busy machine. */
    public static void until(String what, BooleanSupplier condition) {
        until(what, LIMIT, condition);
    }

    /**
     * Returns as soon as {@code condition} holds.
     *
     * @throws AssertionError if it does not within {@code limit}
     */
    public static void until(String what, Duration limit, BooleanSupplier condition) {
        until(() -> what, limit, condition);
    }

    static void until(Supplier<String> what, Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("waited " + limit.toMillis() + " ms in vain for: " + what.get());
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
