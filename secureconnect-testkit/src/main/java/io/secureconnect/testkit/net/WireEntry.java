package io.secureconnect.testkit.net;

import io.secureconnect.testkit.kernel.IpPacket;
import java.time.Instant;

/**
 * One packet on a wire.
 *
 * @param time when it was put there
 * @param packet as it was there
 * @param fate what became of it; a copy that a wire made has an entry of its own
 */
public record WireEntry(Instant time, IpPacket packet, Fate fate) {
    /** What becomes of a packet. */
    public enum Fate {
        /** It goes on to its host, or, behind a NAT, to the NAT. */
        CARRIED,
        LOST,
        /** Larger than the wire's MTU. */
        TOO_BIG,
        /** No host has its destination address. */
        NO_ROUTE,
        /** A NAT has no mapping for it, or it has no ports to map. */
        NOT_TRANSLATED
    }

    @Override
    public String toString() {
        return time + " " + packet + (fate == Fate.CARRIED ? "" : " " + fate);
    }
}
