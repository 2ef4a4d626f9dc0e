package io.secureconnect.core.runtime;

import io.secureconnect.api.keying.KeyReport;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.core.keying.KeyDemand;
import io.secureconnect.core.keying.Keying;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.DatagramPort;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keys that this host agrees on with its peers. The sockets are opened when the first path needs them. */
final class IkeSource implements KeyingSource {
    private static final Logger LOG = LoggerFactory.getLogger(IkeSource.class);

    private final Keying keying;
    private final Optional<DatagramPort> given;
    private final Supplier<DatagramPort> ofBackend;
    private final DatagramInbox inbox;
    private Optional<DatagramPort> port = Optional.empty();

    /**
     * IKE of one engine.
     *
     * @param given the embedder's sockets, which this closes
     * @param ofBackend opens sockets if there are none
     */
    IkeSource(Keying keying, Optional<DatagramPort> given, Supplier<DatagramPort> ofBackend, DatagramInbox inbox) {
        this.keying = keying;
        this.given = given;
        this.ofBackend = ofBackend;
        this.inbox = inbox;
    }

    @Override
    public KeyingMode mode() {
        return KeyingMode.IKE;
    }

    @Override
    public Keying keying() {
        return keying;
    }

    @Override
    public void open(KeyDemand demand) {
        if (port.isEmpty() && !demand.paths().isEmpty()) {
            DatagramPort opened = given.orElseGet(ofBackend);
            try {
                opened.listen(inbox::add);
            } catch (RuntimeException e) {
                if (given.isEmpty()) {
                    opened.close();
                }
                throw e;
            }
            port = Optional.of(opened);
            LOG.info(
                    "IKE on UDP {} and {}", opened.ports().ike(), opened.ports().natTraversal());
        }
    }

    @Override
    public void report(KeyReport report) {
        throw new IllegalStateException("IKE has no distributor to report to");
    }

    @Override
    public void send(Datagram datagram) {
        port.ifPresent(open -> open.send(datagram));
    }

    @Override
    public void close() {
        port.or(() -> given).ifPresent(DatagramPort::close);
    }
}
