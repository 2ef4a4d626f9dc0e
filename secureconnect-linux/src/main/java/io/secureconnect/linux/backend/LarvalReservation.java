package io.secureconnect.linux.backend;

import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.spi.SpiReservation;

/** An SPI held by a larval SA; the kernel drops it by itself after {@code net.core.xfrm_acq_expires} seconds. */
final class LarvalReservation implements SpiReservation {
    private final XfrmKernel kernel;
    private final States states;
    private final SaId id;
    private boolean closed;

    LarvalReservation(XfrmKernel kernel, States states, HostPair path, Spi spi) {
        this.kernel = kernel;
        this.states = states;
        this.id = new SaId(path, Direction.INBOUND, spi);
    }

    @Override
    public HostPair path() {
        return id.path();
    }

    @Override
    public Spi spi() {
        return id.spi();
    }

    /** An SA that was completed, or that others made of the SPI since, stays. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        kernel.state(id)
                .filter(state -> states.id(state.body()).filter(id::equals).isPresent() && States.isLarval(state))
                .ifPresent(state -> kernel.execute(States.delete(state.body())));
    }

    @Override
    public String toString() {
        return "reservation of " + id;
    }
}
