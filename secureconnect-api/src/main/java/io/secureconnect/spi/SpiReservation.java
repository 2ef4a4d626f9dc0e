package io.secureconnect.spi;

import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.Spi;

/**
 * An inbound SPI that nobody else on this host gets. It is used up by installing an inbound SA with it; closing it before
 * gives it back, closing it after does nothing.
 */
public interface SpiReservation extends AutoCloseable {
    HostPair path();

    Spi spi();

    @Override
    void close();
}
