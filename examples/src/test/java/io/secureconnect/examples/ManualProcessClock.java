package io.secureconnect.examples;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;

/** Time that passes only in pauses; what is to happen meanwhile is done in the pauses, and after the last one it ends. */
public final class ManualProcessClock implements ProcessClock {
    private final Deque<Runnable> meanwhile = new ArrayDeque<>();
    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

    /** Does {@code step} in the next pause that has none yet. */
    public ManualProcessClock then(Runnable step) {
        meanwhile.add(step);
        return this;
    }

    /** Drops what was to happen. */
    public void forget() {
        meanwhile.clear();
    }

    /** Lets time pass. */
    public void advance(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public boolean pause(Duration atMost) {
        advance(atMost);
        Runnable step = meanwhile.poll();
        if (step == null) {
            return false;
        }
        step.run();
        return true;
    }

    @Override
    public void wake() {
        // pauses do not last
    }

    @Override
    public int untilAsked(Callable<Integer> work) throws Exception {
        return work.call();
    }
}
