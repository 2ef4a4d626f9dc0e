package io.secureconnect.spi;

import java.time.Instant;

/** What time it is. The core never asks the system. */
@FunctionalInterface
public interface TimeSource {
    Instant now();
}
