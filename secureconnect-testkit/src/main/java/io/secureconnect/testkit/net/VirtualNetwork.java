package io.secureconnect.testkit.net;

import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.testkit.kernel.IpPacket;
import io.secureconnect.testkit.kernel.SimulatedKernel;
import io.secureconnect.testkit.net.WireEntry.Fate;
import io.secureconnect.testkit.time.ManualClock;
import io.secureconnect.testkit.time.SeededRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Joins simulated kernels by their addresses. What a host sends goes through its kernel onto a wire, which may lose, delay,
 * duplicate or reorder it, and through the kernel at its end to whoever listens there. The same seed gives the same fates.
 *
 * <p>Every packet on a wire is in {@link #log()}, behind a NAT once on each side of it. Thread-safe, but do not send from an
 * observer of a kernel.
 */
public final class VirtualNetwork {
    private final ManualClock clock;
    private final SeededRandom random;
    private final WireLog log = new WireLog();
    private final Map<IpAddress, SimulatedKernel> hosts = new HashMap<>();
    private final Map<IpAddress, Nat> natOf = new HashMap<>();
    private final Map<IpAddress, Nat> natAt = new HashMap<>();
    private final Map<Set<IpAddress>, WireConditions> wires = new HashMap<>();
    private final Map<IpAddress, List<IpPacket>> accepted = new HashMap<>();
    private WireConditions standard = WireConditions.perfect();

    public VirtualNetwork(ManualClock clock, SeededRandom random) {
        this.clock = clock;
        this.random = random;
    }

    /** Gives a kernel its addresses. */
    public synchronized void attach(SimulatedKernel kernel, IpAddress... addresses) {
        for (IpAddress address : addresses) {
            if (hosts.putIfAbsent(address, kernel) != null || natAt.containsKey(address)) {
                throw new IllegalArgumentException(address + " belongs to another host already");
            }
        }
        kernel.connect(this::transmit);
    }

    /** Gives a kernel an address that the others see only as that of {@code nat}. */
    public synchronized void attachBehind(Nat nat, SimulatedKernel kernel, IpAddress address) {
        attach(kernel, address);
        if (hosts.containsKey(nat.publicAddress())) {
            throw new IllegalArgumentException(nat.publicAddress() + " belongs to a host already");
        }
        natOf.put(address, nat);
        natAt.put(nat.publicAddress(), nat);
    }

    /** What wires do that are not named. */
    public synchronized void conditions(WireConditions conditions) {
        standard = conditions;
    }

    /** What the wire between two addresses does, in both directions; a NAT's is its public one. */
    public synchronized void conditions(IpAddress one, IpAddress other, WireConditions conditions) {
        wires.put(Set.of(one, other), conditions);
    }

    /** Everything that was on a wire. */
    public WireLog log() {
        return log;
    }

    /**
     * Has the host with the packet's source address send it. Returns whether its kernel let it, in clear or as ESP; what
     * becomes of it after that is another matter.
     */
    public boolean send(IpPacket packet) {
        Optional<IpPacket> wire = kernelAt(packet.source())
                .orElseThrow(() -> new IllegalArgumentException("no host has the address " + packet.source()))
                .send(packet);
        wire.ifPresent(this::transmit);
        return wire.isPresent();
    }

    /** Puts a packet on the wire as it is, past the kernel of its source: what an attacker does. */
    public void inject(IpPacket packet) {
        transmit(packet);
    }

    /** What applications at {@code address} got so far, in order. */
    public synchronized List<IpPacket> accepted(IpAddress address) {
        return List.copyOf(accepted.getOrDefault(address, List.of()));
    }

    private synchronized Optional<SimulatedKernel> kernelAt(IpAddress address) {
        return Optional.ofNullable(hosts.get(address));
    }

    private void transmit(IpPacket packet) {
        Optional<Nat> nat = natBefore(packet.source());
        Optional<IpPacket> outside = nat.isPresent() ? nat.get().outward(packet) : Optional.of(packet);
        if (nat.isPresent()) {
            log(packet, outside.isPresent() ? Fate.CARRIED : Fate.NOT_TRANSLATED);
        }
        outside.ifPresent(this::cross);
    }

    private void cross(IpPacket packet) {
        for (Duration delay : fateOf(packet)) {
            if (delay.isZero()) {
                arrive(packet);
            } else {
                clock.after(delay, () -> arrive(packet));
            }
        }
    }

    /** How long each copy of the packet takes; none if it does not arrive. */
    private synchronized List<Duration> fateOf(IpPacket packet) {
        WireConditions wire = wires.getOrDefault(endsOf(packet), standard);
        if (!hosts.containsKey(packet.destination()) && !natAt.containsKey(packet.destination())) {
            log(packet, Fate.NO_ROUTE);
            return List.of();
        }
        int pieces = wire.pieces(packet);
        if (pieces == 0) {
            log(packet, Fate.TOO_BIG);
            return List.of();
        }
        List<Duration> delays = new ArrayList<>();
        int copies = happens(wire.duplication()) ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            boolean lost = losesAny(wire, pieces);
            log(packet, lost ? Fate.LOST : Fate.CARRIED);
            if (!lost) {
                delays.add(happens(wire.reordering()) ? wire.delay().plus(wire.holdBack()) : wire.delay());
            }
        }
        return delays;
    }

    private static Set<IpAddress> endsOf(IpPacket packet) {
        Set<IpAddress> ends = new HashSet<>();
        ends.add(packet.source());
        ends.add(packet.destination());
        return ends;
    }

    /** A packet in pieces is as good as its worst piece. */
    private boolean losesAny(WireConditions wire, int pieces) {
        boolean lost = false;
        for (int i = 0; i < pieces; i++) {
            lost |= happens(wire.loss());
        }
        return lost;
    }

    private boolean happens(double probability) {
        return probability > 0 && random.chance(probability);
    }

    private void arrive(IpPacket packet) {
        Optional<Nat> nat = natWithAddress(packet.destination());
        if (nat.isPresent()) {
            Optional<IpPacket> inside = nat.get().inward(packet);
            inside.ifPresentOrElse(translated -> log(translated, Fate.CARRIED), () -> log(packet, Fate.NOT_TRANSLATED));
            inside.ifPresent(this::hand);
        } else {
            hand(packet);
        }
    }

    private void hand(IpPacket packet) {
        Optional<IpPacket> received = kernelAt(packet.destination()).flatMap(kernel -> kernel.receive(packet));
        synchronized (this) {
            received.ifPresent(inner -> accepted.computeIfAbsent(inner.destination(), address -> new ArrayList<>())
                    .add(inner));
        }
    }

    private synchronized Optional<Nat> natBefore(IpAddress address) {
        return Optional.ofNullable(natOf.get(address));
    }

    private synchronized Optional<Nat> natWithAddress(IpAddress address) {
        return Optional.ofNullable(natAt.get(address));
    }

    private void log(IpPacket packet, Fate fate) {
        log.add(new WireEntry(clock.now(), packet, fate));
    }
}
