package io.secureconnect.linux.udp;

import io.secureconnect.linux.netlink.Errno;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** UDP ports of a host, of which others may have some. */
public final class FakePorts implements EncapsulationSocket.Opener {
    /** What refuses to open, and why. */
    public final Map<EncapsulationEndpoint, Errno> refused = new HashMap<>();
    /** Every attempt, in order. */
    public final List<EncapsulationEndpoint> asked = new ArrayList<>();
    /** Open now. */
    public final Set<EncapsulationEndpoint> held = new HashSet<>();

    @Override
    public EncapsulationSocket open(EncapsulationEndpoint endpoint) {
        asked.add(endpoint);
        Errno errno = refused.get(endpoint);
        if (errno != null) {
            throw new UdpIoException(endpoint, "bind", errno);
        }
        if (!held.add(endpoint)) {
            throw new UdpIoException(endpoint, "bind", Errno.EADDRINUSE);
        }
        return () -> held.remove(endpoint);
    }
}
