package io.secureconnect.linux.udp;

import io.secureconnect.linux.netlink.Errno;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sockets on which one backend's host receives ESP in UDP, one a port. Inbound SAs need them open, IKE needs to read
 * and write on them as well, and no port has room for two: this is their one owner, and lends them to IKE.
 *
 * <p>SAs outlive the process, sockets do not: while nobody holds the port, what arrives there is dropped, still encrypted.
 * One that an SA needed stays open until the end, also when its last SA is gone: the next rotation wants it again. For one
 * thread at a time.
 */
public final class EncapsulationSockets implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EncapsulationSockets.class);
    /** For strays with a non-ESP marker, which nobody reads; ESP is taken out before it counts against the buffer. */
    private static final int SMALLEST_BUFFER = 1;

    private final UdpStack stack;
    private final Map<UdpPort, UdpSocket> open = new HashMap<>();
    private final Set<UdpPort> needed = new HashSet<>();
    private final Set<UdpPort> lent = new HashSet<>();
    private final Set<UdpPort> missed = new HashSet<>();

    public EncapsulationSockets(UdpStack stack) {
        this.stack = stack;
    }

    /**
     * Returns when {@code port} receives. Must be done before the first SA that needs it is installed.
     *
     * @throws UdpIoException if the port is taken, or the kernel refuses
     */
    public synchronized void require(UdpPort port) {
        if (!open.containsKey(port)) {
            opened(port).makeRoom(SMALLEST_BUFFER);
            LOG.info("{} receives ESP in UDP", port);
        }
        needed.add(port);
    }

    private UdpSocket opened(UdpPort port) {
        UdpSocket socket = stack.open(port, UdpRole.NAT_TRAVERSAL);
        open.put(port, socket);
        missed.remove(port);
        return socket;
    }

    /** Opens what SAs of an earlier run need. What cannot be is logged once, and tried again with the next call. */
    public synchronized void adopt(Collection<UdpPort> ports) {
        for (UdpPort port : ports) {
            try {
                require(port);
            } catch (UdpIoException e) {
                if (missed.add(port)) {
                    LOG.warn("SAs of an earlier run need a port; their paths stay blocked: {}", e.getMessage());
                }
            }
        }
    }

    /**
     * The socket of {@code port}, opened now or for SAs before, to send and receive IKE on until it is given back.
     *
     * @throws UdpIoException if the port is taken, also by an earlier loan, or the kernel refuses
     */
    synchronized UdpSocket lend(UdpPort port) {
        if (lent.contains(port)) {
            throw new UdpIoException(port, UdpRole.NAT_TRAVERSAL, "bind", Errno.EADDRINUSE);
        }
        UdpSocket socket = open.containsKey(port) ? open.get(port) : opened(port);
        lent.add(port);
        return socket;
    }

    /** Ends a loan; the socket stays open if SAs need it. */
    synchronized void giveBack(UdpSocket socket) {
        lent.remove(socket.port());
        if (needed.contains(socket.port())) {
            socket.makeRoom(SMALLEST_BUFFER);
        } else if (open.remove(socket.port(), socket)) {
            socket.close();
        }
    }

    @Override
    public synchronized void close() {
        open.values().forEach(UdpSocket::close);
        open.clear();
    }
}
