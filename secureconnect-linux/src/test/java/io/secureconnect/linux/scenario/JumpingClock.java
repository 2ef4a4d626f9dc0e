package io.secureconnect.linux.scenario;

import io.secureconnect.spi.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** The system's clock for an engine that must not wait for hours: it runs, and can be set ahead. Thread-safe. */
final class JumpingClock implements TimeSource {
    private Duration ahead = Duration.ZERO;

    @Override
    public synchronized Instant now() {
        return Instant.now().plus(ahead);
    }

    /** Lets time pass; an engine notices with its next input, so ask it something. */
    synchronized void jump(Duration time) {
        ahead = ahead.plus(time);
    }
}
