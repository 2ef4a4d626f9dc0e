package io.secureconnect.linux.backend;

import io.secureconnect.api.sa.Direction;
import io.secureconnect.linux.xfrm.UserPolicy;
import java.util.Locale;

/**
 * The numbers by which objects are known to be ours: one prefix of eight bits for reqids and for policy indexes.
 *
 * <p>A reqid is prefix, slot of the path (22 bits) and direction (1 is outbound), so that an SA tells its direction by
 * itself. A policy index is prefix, one bit (1 is an exemption), slot (20 bits) and the direction in the low three bits,
 * where the kernel wants it.
 *
 * @param prefix the top eight bits; the other 24 are zero
 */
public record OwnedNumbers(int prefix) {
    /** {@code 0x5C000000} to {@code 0x5CFFFFFF}. */
    public static final OwnedNumbers STANDARD = new OwnedNumbers(0x5C000000);

    /** How many paths, and how many exemptions, one host can have: 1,048,576 of each. */
    public static final int SLOTS = 1 << 20;

    private static final int PREFIX_MASK = 0xFF000000;
    private static final int EXEMPTION = 1 << 23;
    private static final int INDEX_DIRECTION_BITS = 3;
    /** No path's: the throw-away SAs with which capabilities are found out. */
    private static final int PROBE_SLOT = (1 << 22) - 1;

    public OwnedNumbers {
        if (prefix == 0 || (prefix & ~PREFIX_MASK) != 0) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "prefix 0x%08x must have its low 24 bits zero and one of the others set, such as 0x5c000000",
                    prefix));
        }
    }

    /** Whether a reqid or an index is in the range. */
    public boolean contains(int number) {
        return (number & PREFIX_MASK) == prefix;
    }

    int reqid(int slot, Direction direction) {
        return prefix | slot << 1 | (direction == Direction.OUTBOUND ? 1 : 0);
    }

    int slotOfReqid(int reqid) {
        return (reqid & ~PREFIX_MASK) >>> 1;
    }

    static Direction directionOfReqid(int reqid) {
        return (reqid & 1) == 1 ? Direction.OUTBOUND : Direction.INBOUND;
    }

    int probeReqid() {
        return reqid(PROBE_SLOT, Direction.INBOUND);
    }

    /** Whether {@code reqid} is a path's. */
    boolean isPathReqid(int reqid) {
        return contains(reqid) && slotOfReqid(reqid) < SLOTS;
    }

    int pathIndex(int slot, Direction direction) {
        return prefix | slot << INDEX_DIRECTION_BITS | number(direction);
    }

    int exemptionIndex(int slot, Direction direction) {
        return prefix | EXEMPTION | slot << INDEX_DIRECTION_BITS | number(direction);
    }

    boolean isExemptionIndex(int index) {
        return contains(index) && (index & EXEMPTION) != 0;
    }

    int slotOfIndex(int index) {
        return (index & ~PREFIX_MASK & ~EXEMPTION) >>> INDEX_DIRECTION_BITS;
    }

    static int number(Direction direction) {
        return direction == Direction.OUTBOUND ? UserPolicy.DIRECTION_OUT : UserPolicy.DIRECTION_IN;
    }
}
