package io.secureconnect.core.runtime;

import io.secureconnect.spi.TimeSource;
import java.time.Instant;

/** The clock of the system. */
final class SystemTime implements TimeSource {
    @Override
    public Instant now() {
        return Instant.now();
    }
}
