package io.secureconnect.core.runtime;

import io.secureconnect.api.keying.KeyReport;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.core.keying.KeyDemand;
import io.secureconnect.core.keying.Keying;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.DatagramPort;
import io.secureconnect.spi.IkePorts;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys that this host agrees on with its peers. The sockets of each set of ports are opened when the first path needs them, and
 * closed when nobody does any more.
 */
final class IkeSource implements KeyingSource {
    private static final Logger LOG = LoggerFactory.getLogger(IkeSource.class);

    private final Keying keying;
    private final Optional<DatagramPort> given;
    private final Function<IkePorts, DatagramPort> ofBackend;
    private final DatagramInbox inbox;
    private final Map<IkePorts, DatagramPort> open = new LinkedHashMap<>();

    /**
     * IKE of one engine.
     *
     * @param given the embedder's sockets, which this closes
     * @param ofBackend opens sockets if there are none
     */
    IkeSource(
            Keying keying,
            Optional<DatagramPort> given,
            Function<IkePorts, DatagramPort> ofBackend,
            DatagramInbox inbox) {
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
        Set<IkePorts> wanted = demand.paths().values().stream()
                .map(path -> path.association().ikePorts())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (wanted.isEmpty()) {
            return;
        }
        wanted.forEach(this::open);
        Set<IkePorts> needed = new HashSet<>(wanted);
        needed.addAll(keying.portsInUse());
        Set<IkePorts> idle = new HashSet<>(open.keySet());
        idle.removeAll(needed);
        idle.forEach(this::close);
    }

    private void open(IkePorts ports) {
        if (open.containsKey(ports)) {
            return;
        }
        List<IkePorts> inTheWay = open.keySet().stream().filter(ports::overlaps).toList();
        inTheWay.forEach(this::close);
        try {
            open.put(ports, listening(ports));
        } catch (RuntimeException e) {
            inTheWay.forEach(this::reopen);
            throw e;
        }
        LOG.info("IKE on UDP {} and {}", ports.ike(), ports.natTraversal());
    }

    private DatagramPort listening(IkePorts ports) {
        DatagramPort opened = given.orElseGet(() -> ofBackend.apply(ports));
        try {
            opened.listen(inbox::add);
        } catch (RuntimeException e) {
            if (given.isEmpty()) {
                opened.close();
            }
            throw e;
        }
        return opened;
    }

    /** What stands on them goes on as if nothing had been tried. */
    private void reopen(IkePorts ports) {
        try {
            open.put(ports, listening(ports));
        } catch (RuntimeException e) {
            LOG.warn("IKE no longer has UDP {} and {}", ports.ike(), ports.natTraversal(), e);
        }
    }

    private void close(IkePorts ports) {
        DatagramPort closing = open.remove(ports);
        if (closing != null) {
            closing.close();
            LOG.info("IKE no longer on UDP {} and {}", ports.ike(), ports.natTraversal());
        }
    }

    @Override
    public void report(KeyReport report) {
        throw new IllegalStateException("IKE has no distributor to report to");
    }

    @Override
    public void send(Datagram datagram) {
        int port = datagram.local().port();
        open.forEach((ports, sockets) -> {
            if (ports.has(port)) {
                sockets.send(datagram);
            }
        });
    }

    @Override
    public void close() {
        given.ifPresent(DatagramPort::close);
        if (given.isEmpty()) {
            open.values().forEach(DatagramPort::close);
        }
        open.clear();
    }
}
