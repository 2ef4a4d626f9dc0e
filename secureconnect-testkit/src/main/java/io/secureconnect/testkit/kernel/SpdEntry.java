package io.secureconnect.testkit.kernel;

import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.TrafficSelector;
import java.util.Objects;

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

    /** In the manner of {@code ip xfrm policy}. */
    @Override
    public String toString() {
        return (direction == Direction.OUTBOUND ? "out " : "in ") + selector + " priority " + priority + " " + action
                + (action == Action.PROTECT ? " reqid " + reqid : "") + " owner " + owner;
    }
}
