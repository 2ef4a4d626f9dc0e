package io.secureconnect.linux.udp;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sockets that one backend's inbound SAs need for ESP in UDP, one an endpoint. SAs outlive the process, these do not:
 * while nobody holds the port, what arrives there is dropped, still encrypted.
 *
 * <p>A socket stays open until the end, also when its last SA is gone: the next rotation wants it again. For one thread.
 */
public final class EncapsulationSockets implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EncapsulationSockets.class);

    private final EncapsulationSocket.Opener opener;
    private final Map<EncapsulationEndpoint, EncapsulationSocket> open = new HashMap<>();
    private final Set<EncapsulationEndpoint> missed = new HashSet<>();

    public EncapsulationSockets(EncapsulationSocket.Opener opener) {
        this.opener = opener;
    }

    /**
     * Returns when {@code endpoint} receives. Must be done before the first SA that needs it is installed.
     *
     * @throws UdpIoException if the port is taken, or the kernel refuses
     */
    public void require(EncapsulationEndpoint endpoint) {
        if (!open.containsKey(endpoint)) {
            open.put(endpoint, opener.open(endpoint));
            missed.remove(endpoint);
            LOG.info("{} receives ESP in UDP", endpoint);
        }
    }

    /** Opens what SAs of an earlier run need. What cannot be is logged once, and tried again with the next call. */
    public void adopt(Collection<EncapsulationEndpoint> endpoints) {
        for (EncapsulationEndpoint endpoint : endpoints) {
            try {
                require(endpoint);
            } catch (UdpIoException e) {
                if (missed.add(endpoint)) {
                    LOG.warn("SAs of an earlier run need a port; their paths stay blocked: {}", e.getMessage());
                }
            }
        }
    }

    @Override
    public void close() {
        open.values().forEach(EncapsulationSocket::close);
        open.clear();
    }
}
