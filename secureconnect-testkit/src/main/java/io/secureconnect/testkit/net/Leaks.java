package io.secureconnect.testkit.net;

import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.spi.Exemption;
import io.secureconnect.testkit.kernel.IpPacket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Judges a log: no packet between two addresses was in clear, at any step, whatever became of it. Packets that were carried
 * before there was a policy are left out by {@link #since}.
 *
 * <pre>{@code
 * Leaks.between(path).allowing(Exemption.neighborDiscovery()).assertNone(network.log());
 * }</pre>
 */
public final class Leaks {
    private final HostPair path;
    private final List<Exemption> allowed;
    private final int from;

    private Leaks(HostPair path, List<Exemption> allowed, int from) {
        this.path = path;
        this.allowed = allowed;
        this.from = from;
    }

    /** Packets between the two addresses of {@code path}, in both directions. */
    public static Leaks between(HostPair path) {
        return new Leaks(path, List.of(), 0);
    }

    /** As {@link #between(HostPair)}, from two texts. */
    public static Leaks between(String one, String other) {
        return between(HostPair.of(one, other));
    }

    /** Allows exempt packets too, as either end sees them. */
    public Leaks allowing(Collection<Exemption> exemptions) {
        List<Exemption> all = new ArrayList<>(allowed);
        all.addAll(exemptions);
        return new Leaks(path, List.copyOf(all), from);
    }

    /** Looks only at what came after the first {@code entries} of the log; see {@link WireLog#size()}. */
    public Leaks since(int entries) {
        return new Leaks(path, allowed, entries);
    }

    /** Entries that should not be. */
    public List<WireEntry> in(WireLog log) {
        return log.entries().stream()
                .skip(from)
                .filter(entry -> isBetweenEnds(entry.packet()))
                .filter(entry -> !entry.packet().isEsp())
                .filter(entry -> allowed.stream().noneMatch(exemption -> exempts(exemption, entry.packet())))
                .collect(Collectors.toUnmodifiableList());
    }

    /**
     * Fails if any packet was in clear.
     *
     * @throws AssertionError with every such packet
     */
    public void assertNone(WireLog log) {
        List<WireEntry> leaks = in(log);
        if (!leaks.isEmpty()) {
            throw new AssertionError(leaks.size() + " clear packet(s) between " + path.local() + " and " + path.remote()
                    + ":\n  "
                    + leaks.stream().map(WireEntry::toString).collect(Collectors.joining("\n  ")));
        }
    }

    private boolean isBetweenEnds(IpPacket packet) {
        return (packet.source().equals(path.local()) && packet.destination().equals(path.remote()))
                || (packet.source().equals(path.remote())
                        && packet.destination().equals(path.local()));
    }

    /** A packet on the wire is outbound for one end and inbound for the other; either's exemption lets it pass. */
    private static boolean exempts(Exemption exemption, IpPacket packet) {
        for (Direction direction : Direction.values()) {
            if (packet.matches(exemption.selector(), direction)) {
                return true;
            }
        }
        return false;
    }
}
