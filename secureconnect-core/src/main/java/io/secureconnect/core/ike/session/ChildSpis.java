package io.secureconnect.core.ike.session;

import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.Spi;
import java.util.Optional;

/** Where a session gets inbound SPIs of ESP; in an engine, the kernel. */
public interface ChildSpis {
    /** Sets an SPI aside; empty if the kernel gives none. */
    Optional<Spi> reserve(HostPair path);

    /** Whether the kernel ends SAs after so many packets or octets; where it does not, none is told to. */
    default boolean limitsVolume() {
        return true;
    }

    /** Gives back one that no SA was installed with. */
    void release(HostPair path, Spi spi);
}
