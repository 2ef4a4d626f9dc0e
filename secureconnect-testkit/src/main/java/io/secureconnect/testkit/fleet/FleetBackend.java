package io.secureconnect.testkit.fleet;

import io.secureconnect.api.sa.HostPair;
import io.secureconnect.spi.BackendCapabilities;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendEvent;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.DatagramPort;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.IpsecBackend;
import io.secureconnect.spi.SpiReservation;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A backend as one engine of a fleet has it: what arrives on its sockets of IKE waits until the fleet hands it in, so that only
 * one engine works at a time.
 */
final class FleetBackend implements IpsecBackend {
    private final IpsecBackend backend;
    private final Consumer<Runnable> arrivals;

    /** @param arrivals is given what hands a datagram in, as each arrives */
    FleetBackend(IpsecBackend backend, Consumer<Runnable> arrivals) {
        this.backend = backend;
        this.arrivals = arrivals;
    }

    @Override
    public DatagramPort openIke(IkePorts ports) {
        return new Waiting(backend.openIke(ports));
    }

    private final class Waiting implements DatagramPort {
        private final DatagramPort sockets;

        Waiting(DatagramPort sockets) {
            this.sockets = sockets;
        }

        @Override
        public IkePorts ports() {
            return sockets.ports();
        }

        @Override
        public void listen(Consumer<Datagram> receiver) {
            sockets.listen(datagram -> arrivals.accept(() -> receiver.accept(datagram)));
        }

        @Override
        public void send(Datagram datagram) {
            sockets.send(datagram);
        }

        @Override
        public void close() {
            sockets.close();
        }
    }

    @Override
    public BackendCapabilities capabilities() {
        return backend.capabilities();
    }

    @Override
    public BackendSnapshot snapshot() {
        return backend.snapshot();
    }

    @Override
    public List<ChangeResult> apply(List<? extends BackendChange> changes) {
        return backend.apply(changes);
    }

    @Override
    public SpiReservation reserveSpi(HostPair path) {
        return backend.reserveSpi(path);
    }

    @Override
    public void listen(Consumer<BackendEvent> listener) {
        backend.listen(listener);
    }

    @Override
    public Map<String, Long> counters() {
        return backend.counters();
    }

    @Override
    public void close() {
        backend.close();
    }
}
