package io.secureconnect.windows.model;

import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.spi.Exemption;
import io.secureconnect.testkit.kernel.IpPacket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Looks after every write on a host whether a packet would pass in clear that must not. */
final class ClearWatch {
    private final WindowsHost host;
    private final Set<HostPair> demanded = new HashSet<>();
    private final Set<Exemption> exemptions = new HashSet<>();
    private final List<String> leaks = new ArrayList<>();

    ClearWatch(WindowsHost host) {
        this.host = host;
        host.observe(this::look);
    }

    /** From now on nothing of these paths passes in clear. */
    void demand(Collection<HostPair> paths) {
        demanded.addAll(paths);
    }

    void release(HostPair path) {
        demanded.remove(path);
    }

    void releaseAll() {
        demanded.clear();
    }

    /** What may pass all the same; for the caller to change. */
    Set<Exemption> exemptions() {
        return exemptions;
    }

    /** What passed so far. */
    List<String> leaks() {
        return List.copyOf(leaks);
    }

    /** Looks at every path that is demanded. */
    void look() {
        for (HostPair path : demanded) {
            for (Direction direction : Direction.values()) {
                for (IpPacket probe : probes(path, direction)) {
                    if (!isExempt(probe, direction) && passes(probe, direction)) {
                        leaks.add(direction + " in clear after write " + host.writes() + ": " + probe);
                    }
                }
            }
        }
    }

    private boolean passes(IpPacket probe, Direction direction) {
        return direction == Direction.OUTBOUND ? host.sendsInClear(probe) : host.acceptsInClear(probe);
    }

    boolean isExempt(IpPacket probe, Direction direction) {
        return exemptions.stream().anyMatch(exemption -> probe.matches(exemption.selector(), direction));
    }

    /** UDP, TCP and ICMP. */
    static List<IpPacket> probes(HostPair path, Direction direction) {
        return List.of(
                IpPacket.udp(path.source(direction), 1, path.destination(direction), 2, new byte[1]),
                IpPacket.tcp(path.source(direction), 443, path.destination(direction), 50_000, 0, new byte[1]),
                IpPacket.echoRequest(path.source(direction), path.destination(direction)));
    }
}
