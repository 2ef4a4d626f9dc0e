package io.secureconnect.testkit.fleet;

import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.DatagramPort;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.IpsecBackend;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One engine's sockets of IKE, opened when it begins to listen. What arrives waits until the fleet hands it in, so that only
 * one engine works at a time.
 */
final class FleetSockets implements DatagramPort {
    private final IpsecBackend backend;
    private final Consumer<Runnable> arrivals;
    private volatile Optional<DatagramPort> port = Optional.empty();

    /** @param arrivals is given what hands a datagram in, as each arrives */
    FleetSockets(IpsecBackend backend, Consumer<Runnable> arrivals) {
        this.backend = backend;
        this.arrivals = arrivals;
    }

    @Override
    public IkePorts ports() {
        return IkePorts.standard();
    }

    @Override
    public void listen(Consumer<Datagram> receiver) {
        DatagramPort opened = backend.openIke(ports());
        opened.listen(datagram -> arrivals.accept(() -> receiver.accept(datagram)));
        port = Optional.of(opened);
    }

    @Override
    public void send(Datagram datagram) {
        port.ifPresent(open -> open.send(datagram));
    }

    @Override
    public void close() {
        port.ifPresent(DatagramPort::close);
    }
}
