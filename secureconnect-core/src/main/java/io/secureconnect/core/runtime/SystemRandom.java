package io.secureconnect.core.runtime;

import io.secureconnect.spi.RandomSource;
import java.security.SecureRandom;

/** The randomness of the system; the one place where it is asked. */
final class SystemRandom implements RandomSource {
    private final SecureRandom random = new SecureRandom();

    @Override
    public void fill(byte[] octets) {
        random.nextBytes(octets);
    }
}
