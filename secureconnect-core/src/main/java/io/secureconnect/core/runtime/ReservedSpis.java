package io.secureconnect.core.runtime;

import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.session.ChildSpis;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.SpiReservation;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The SPIs that negotiations hold in the kernel, until their SAs are installed or they come to nothing. */
final class ReservedSpis implements ChildSpis {
    private static final Logger LOG = LoggerFactory.getLogger(ReservedSpis.class);

    private final Kernel kernel;
    private final Map<SaId, SpiReservation> held = new HashMap<>();

    ReservedSpis(Kernel kernel) {
        this.kernel = kernel;
    }

    @Override
    public Optional<Spi> reserve(HostPair path) {
        try {
            SpiReservation reservation = kernel.reserveSpi(path);
            held.put(inbound(path, reservation.spi()), reservation);
            return Optional.of(reservation.spi());
        } catch (SecureConnectException e) {
            LOG.warn("{}: no SPI could be reserved: {}", path, e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public boolean limitsVolume() {
        return kernel.capabilities().volumeLifetimes();
    }

    @Override
    public void release(HostPair path, Spi spi) {
        Optional.ofNullable(held.remove(inbound(path, spi))).ifPresent(ReservedSpis::giveBack);
    }

    /** SAs that are larval for a reason, and to be left alone. */
    Set<SaId> held() {
        return Set.copyOf(held.keySet());
    }

    /** What became of installations; an SPI with an SA is no reservation any more. */
    void noted(Collection<ChangeResult> results) {
        for (ChangeResult result : results) {
            if (result.change().kind() == BackendChange.Kind.INSTALL_SA && !result.isFailed()) {
                held.remove(((BackendChange.InstallSa) result.change()).sa().id());
            }
        }
    }

    /** Gives all back. */
    void releaseAll() {
        held.values().forEach(ReservedSpis::giveBack);
        held.clear();
    }

    private static void giveBack(SpiReservation reservation) {
        try {
            reservation.close();
        } catch (RuntimeException e) {
            LOG.warn(
                    "{}: the reserved SPI {} could not be given back; the next look at the kernel removes it",
                    reservation.path(),
                    reservation.spi(),
                    e);
        }
    }

    private static SaId inbound(HostPair path, Spi spi) {
        return new SaId(path, Direction.INBOUND, spi);
    }
}
