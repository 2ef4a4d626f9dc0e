package io.secureconnect.examples;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The machine's clock and this process's signals. */
final class SystemClock implements ProcessClock {
    private static final long PATIENCE_SECONDS = 30;

    private final Semaphore bell = new Semaphore(0);
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean ending;
    private volatile int status;

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public boolean pause(Duration atMost) {
        try {
            if (!ending && bell.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
                bell.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ending = true;
        }
        return !ending;
    }

    @Override
    public void wake() {
        bell.release();
    }

    @Override
    public int untilAsked(Callable<Integer> work) throws Exception {
        Thread hook = new Thread(this::endByHook, "secureconnect-end");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.call();
        } finally {
            if (!ending) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        }
    }

    /** Ends the process with the exit code of its command, also if a signal asked for it: the JVM's own would be 143. */
    void exit(int code) {
        status = code;
        done.countDown();
        System.exit(code);
    }

    private void endByHook() {
        ending = true;
        wake();
        try {
            if (done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(status);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
