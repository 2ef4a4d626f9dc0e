package io.secureconnect.testkit.kernel;

import io.secureconnect.api.sa.AddressPrefix;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.PortRange;
import io.secureconnect.api.sa.TrafficSelector;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * One entry of the SPD (RFC 4301 §4.4.1). A kernel holds at most one for a selector and direction, whoever owns it.
 *
 * @param owner who put it there
 * @param selector which packets
 * @param direction which way
 * @param priority the lowest number wins; of equal ones, the older
 * @param action what becomes of them
 * @param reqid with {@link Action#PROTECT}, which SAs will do: those between the packet's addresses with this number
 */
public record SpdEntry(
        String owner, TrafficSelector selector, Direction direction, int priority, Action action, int reqid) {
    /** What becomes of a packet. */
    public enum Action {
        PASS,
        DISCARD,
        /** ESP in transport mode. */
        PROTECT
    }

    public SpdEntry {
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(selector, "selector");
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(action, "action");
    }

    /** Whether it is about {@code packet}, which travels in {@link #direction()}. */
    boolean matches(IpPacket packet) {
        boolean out = direction == Direction.OUTBOUND;
        return within(selector.local(), selector.remote(), packet, out)
                && (selector.protocol().isEmpty() || selector.protocol().getAsInt() == packet.protocol())
                && portWithin(selector.localPorts(), out ? packet.sourcePort() : packet.destinationPort())
                && portWithin(selector.remotePorts(), out ? packet.destinationPort() : packet.sourcePort())
                && (selector.icmpType().isEmpty() || selector.icmpType().equals(packet.icmpType()));
    }

    private static boolean within(AddressPrefix local, AddressPrefix remote, IpPacket packet, boolean out) {
        return local.contains(out ? packet.source() : packet.destination())
                && remote.contains(out ? packet.destination() : packet.source());
    }

    private static boolean portWithin(PortRange range, OptionalInt port) {
        return range.isAny() || port.isPresent() && port.getAsInt() >= range.first() && port.getAsInt() <= range.last();
    }

    /** In the manner of {@code ip xfrm policy}. */
    @Override
    public String toString() {
        return (direction == Direction.OUTBOUND ? "out " : "in ") + selector + " priority " + priority + " " + action
                + (action == Action.PROTECT ? " reqid " + reqid : "") + " owner " + owner;
    }
}
