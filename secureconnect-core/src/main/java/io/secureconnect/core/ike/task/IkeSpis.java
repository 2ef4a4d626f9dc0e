package io.secureconnect.core.ike.task;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.spi.RandomSource;
import java.nio.ByteBuffer;
import java.util.Optional;

/** SPIs of IKE SAs: eight octets, never zero (RFC 7296 §3.1). */
public final class IkeSpis {
    private IkeSpis() {}

    /** A fresh one. */
    public static long next(RandomSource random) {
        long spi = 0;
        while (spi == 0) {
            spi = ByteBuffer.wrap(random.octets(Long.BYTES)).getLong();
        }
        return spi;
    }

    static Bytes octets(long spi) {
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(spi).array());
    }

    static Optional<Long> of(Bytes octets) {
        if (octets.length() != Long.BYTES) {
            return Optional.empty();
        }
        long spi = ByteBuffer.wrap(octets.toArray()).getLong();
        return spi == 0 ? Optional.empty() : Optional.of(spi);
    }
}
