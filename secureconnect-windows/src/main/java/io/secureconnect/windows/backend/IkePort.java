package io.secureconnect.windows.backend;

import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.DatagramPort;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.windows.engine.Closing;
import java.util.List;
import java.util.function.Consumer;

/** Sockets of IKE with the filters that let them be heard. */
final class IkePort implements DatagramPort {
    private final DatagramPort sockets;
    private final IkePermits permits;
    private final Runnable closed;
    private boolean isClosed;

    /** @param closed is run once, after the end */
    IkePort(DatagramPort sockets, IkePermits permits, Runnable closed) {
        this.sockets = sockets;
        this.permits = permits;
        this.closed = closed;
    }

    @Override
    public IkePorts ports() {
        return sockets.ports();
    }

    @Override
    public void listen(Consumer<Datagram> receiver) {
        sockets.listen(receiver);
    }

    @Override
    public void send(Datagram datagram) {
        sockets.send(datagram);
    }

    boolean isClosed() {
        return isClosed;
    }

    /** {@inheritDoc} To be called by the thread that uses the backend. */
    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            // the permits first: a free port that is let pass would be anybody's way out in clear
            Closing.all(List.of(permits::close, sockets::close, closed));
        }
    }
}
