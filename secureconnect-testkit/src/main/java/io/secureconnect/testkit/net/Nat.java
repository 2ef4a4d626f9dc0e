package io.secureconnect.testkit.net;

import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.testkit.kernel.IpPacket;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A NAT with one public address: rewrites source address and port of what leaves, and the destination of what comes back.
 * A mapping serves any peer. Only packets with ports pass, so naked ESP does not (RFC 3715 §2.1), and a host behind it is
 * reached only after it has sent.
 */
public final class Nat {
    private static final int FIRST_PORT = 61_000;

    private final IpAddress publicAddress;
    private final Map<Inside, Integer> outward = new HashMap<>();
    private final Map<Integer, Inside> inward = new HashMap<>();
    private int nextPort = FIRST_PORT;

    private record Inside(IpAddress address, int port, int protocol) {}

    public Nat(IpAddress publicAddress) {
        this.publicAddress = Objects.requireNonNull(publicAddress, "publicAddress");
    }

    public IpAddress publicAddress() {
        return publicAddress;
    }

    /** Forgets every mapping, as a NAT does that restarts: the next packets get other ports. */
    public synchronized void rebind() {
        outward.clear();
        inward.clear();
    }

    /** What a packet from inside becomes outside. */
    synchronized Optional<IpPacket> outward(IpPacket packet) {
        if (packet.sourcePort().isEmpty()) {
            return Optional.empty();
        }
        Inside inside = new Inside(packet.source(), packet.sourcePort().getAsInt(), packet.protocol());
        int port = outward.computeIfAbsent(inside, key -> nextPort++);
        inward.put(port, inside);
        return Optional.of(packet.readdressed(
                publicAddress,
                port,
                packet.destination(),
                packet.destinationPort().orElseThrow()));
    }

    /** What a packet to the public address becomes inside. */
    synchronized Optional<IpPacket> inward(IpPacket packet) {
        if (packet.destinationPort().isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(inward.get(packet.destinationPort().getAsInt()))
                .filter(inside -> inside.protocol == packet.protocol())
                .map(inside -> packet.readdressed(
                        packet.source(), packet.sourcePort().orElseThrow(), inside.address, inside.port));
    }
}
