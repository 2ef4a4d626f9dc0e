package io.secureconnect.testkit.ike;

import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.session.ChildSpis;
import io.secureconnect.spi.SpiReservation;
import io.secureconnect.testkit.kernel.MemoryBackend;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Inbound SPIs of sessions, from a kernel. */
final class KernelSpis implements ChildSpis {
    private final MemoryBackend backend;
    private final Consumer<Spi> onStranger;
    private final Map<Spi, SpiReservation> reserved = new HashMap<>();

    /** @param onStranger told of an SPI that is given back but was not reserved, or has been used */
    KernelSpis(MemoryBackend backend, Consumer<Spi> onStranger) {
        this.backend = backend;
        this.onStranger = onStranger;
    }

    @Override
    public Optional<Spi> reserve(HostPair path) {
        SpiReservation reservation = backend.reserveSpi(path);
        reserved.put(reservation.spi(), reservation);
        return Optional.of(reservation.spi());
    }

    @Override
    public void release(HostPair path, Spi spi) {
        SpiReservation reservation = reserved.remove(spi);
        if (reservation == null) {
            onStranger.accept(spi);
        } else {
            reservation.close();
        }
    }

    /** An SA was installed with it. */
    void used(Spi spi) {
        reserved.remove(spi);
    }
}
