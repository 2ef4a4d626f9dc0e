package io.secureconnect.testkit.net;

import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.spi.TimeSource;
import io.secureconnect.testkit.kernel.IpPacket;
import io.secureconnect.testkit.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A NAT with one public address: rewrites source address and port of what leaves, and the destination of what comes back.
 * A mapping serves any peer. Only packets with ports pass, so naked ESP does not (RFC 3715 §2.1), and a host behind it is
 * reached only after it has sent, or by a port that is forwarded to it.
 */
public final class Nat {
    private static final int FIRST_PORT = 61_000;

    private final IpAddress publicAddress;
    private final TimeSource time;
    private final Duration idle;
    private final Map<Inside, Mapping> outward = new HashMap<>();
    private final Map<Integer, Inside> inward = new HashMap<>();
    private final Map<Integer, Inside> forwarded = new HashMap<>();
    private int nextPort = FIRST_PORT;

    private record Inside(IpAddress address, int port, int protocol) {}

    private record Mapping(int port, Instant lastUse) {}

    /** A NAT whose mappings last. */
    public Nat(IpAddress publicAddress) {
        this(publicAddress, () -> ManualClock.EPOCH, Duration.ofDays(1));
    }

    private Nat(IpAddress publicAddress, TimeSource time, Duration idle) {
        this.publicAddress = Objects.requireNonNull(publicAddress, "publicAddress");
        this.time = time;
        this.idle = idle;
    }

    /** A NAT that forgets a mapping when nothing has left by it for {@code idle} (RFC 4787 §4.3, REQ-6). */
    public static Nat forgetting(IpAddress publicAddress, TimeSource time, Duration idle) {
        return new Nat(publicAddress, Objects.requireNonNull(time, "time"), Objects.requireNonNull(idle, "idle"));
    }

    public IpAddress publicAddress() {
        return publicAddress;
    }

    /** Forgets every mapping, as a NAT does that restarts: the next packets get other ports. Forwarded ports stay. */
    public synchronized void rebind() {
        outward.clear();
        inward.clear();
    }

    /** Has packets of {@code protocol} to the public {@code port} always go to the same port of a host inside, and back. */
    public synchronized void forward(int protocol, int port, IpAddress inside) {
        forwarded.put(port, new Inside(inside, port, protocol));
    }

    /** What a packet from inside becomes outside. */
    synchronized Optional<IpPacket> outward(IpPacket packet) {
        if (packet.sourcePort().isEmpty()) {
            return Optional.empty();
        }
        Inside inside = new Inside(packet.source(), packet.sourcePort().getAsInt(), packet.protocol());
        return Optional.of(packet.readdressed(
                publicAddress,
                portFor(inside),
                packet.destination(),
                packet.destinationPort().orElseThrow()));
    }

    private int portFor(Inside inside) {
        if (inside.equals(forwarded.get(inside.port))) {
            return inside.port;
        }
        Mapping known = outward.get(inside);
        int port = known != null && isAlive(known) ? known.port : nextPort++;
        outward.put(inside, new Mapping(port, time.now()));
        inward.put(port, inside);
        return port;
    }

    /** What a packet to the public address becomes inside. */
    synchronized Optional<IpPacket> inward(IpPacket packet) {
        if (packet.destinationPort().isEmpty()) {
            return Optional.empty();
        }
        int port = packet.destinationPort().getAsInt();
        return Optional.ofNullable(forwarded.get(port))
                .or(() -> Optional.ofNullable(inward.get(port)).filter(inside -> isMapped(inside, port)))
                .filter(inside -> inside.protocol == packet.protocol())
                .map(inside -> packet.readdressed(
                        packet.source(), packet.sourcePort().orElseThrow(), inside.address, inside.port));
    }

    private boolean isMapped(Inside inside, int port) {
        Mapping mapping = outward.get(inside);
        return mapping != null && mapping.port == port && isAlive(mapping);
    }

    private boolean isAlive(Mapping mapping) {
        return time.now().isBefore(mapping.lastUse.plus(idle));
    }
}
