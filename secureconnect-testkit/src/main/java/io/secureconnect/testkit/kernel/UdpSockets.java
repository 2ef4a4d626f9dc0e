package io.secureconnect.testkit.kernel;

import io.secureconnect.api.sa.IpProtocol;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The UDP ports on which processes of one host listen for IKE, and which of them hold ESP too. Guarded by the kernel's lock. */
final class UdpSockets {
    private final Map<Integer, MemoryDatagramPort> open = new HashMap<>();

    /** Takes both ports of {@code owner}, or neither: false if one is taken. */
    boolean bind(MemoryDatagramPort owner) {
        if (open.containsKey(owner.ports().ike())
                || open.containsKey(owner.ports().natTraversal())) {
            return false;
        }
        open.put(owner.ports().ike(), owner);
        open.put(owner.ports().natTraversal(), owner);
        return true;
    }

    void release(MemoryDatagramPort owner) {
        open.values().removeIf(owner::equals);
    }

    boolean isOpen(MemoryDatagramPort owner) {
        return open.containsValue(owner);
    }

    /** Who gets {@code packet}; empty if nobody listens on its port. */
    Optional<MemoryDatagramPort> listenerFor(IpPacket packet) {
        return packet.protocol() == IpProtocol.UDP && packet.destinationPort().isPresent()
                ? Optional.ofNullable(open.get(packet.destinationPort().getAsInt()))
                : Optional.empty();
    }

    /** Whether ESP is taken out of what arrives at {@code port} (RFC 3948 §2). */
    boolean isEncapsulationPort(int port) {
        MemoryDatagramPort owner = open.get(port);
        return owner != null && owner.ports().natTraversal() == port;
    }
}
