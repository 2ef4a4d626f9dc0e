package io.secureconnect.examples;

import io.secureconnect.spi.TimeSource;
import java.time.Duration;
import java.util.concurrent.Callable;

/** Time as a process that runs on sees it: it waits, is woken, and is asked to end. Thread-safe. */
public interface ProcessClock extends TimeSource {
    /**
     * Waits until the time is over, somebody calls {@link #wake}, or the process is asked to end.
     *
     * @return whether to go on
     */
    boolean pause(Duration atMost);

    /** Ends the present pause, or the next one. */
    void wake();

    /** Does {@code work}; while it is under way, SIGTERM and SIGINT ask it to end by {@link #pause}. */
    int untilAsked(Callable<Integer> work) throws Exception;
}
