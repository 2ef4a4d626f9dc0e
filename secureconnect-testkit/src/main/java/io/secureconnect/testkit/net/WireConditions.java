package io.secureconnect.testkit.net;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.testkit.kernel.IpPacket;
import java.time.Duration;
import java.util.Objects;

/**
 * What a wire does to packets. The list is closed; NAT is in {@link Nat}.
 *
 * @param loss how likely a packet vanishes, 0 to 1
 * @param delay how long each packet takes; zero means it arrives before {@link VirtualNetwork#send} returns
 * @param duplication how likely a packet arrives twice, 0 to 1
 * @param reordering how likely a packet is held back, so that later ones overtake it, 0 to 1
 * @param holdBack how much longer such a packet takes
 * @param mtu octets of the largest IP packet that passes; larger ones are dropped and nobody told, unless they are cut
 * @param fragmenting whether larger packets go in pieces of the MTU (RFC 791 §3.2), of which each may be lost
 */
public record WireConditions(
        double loss,
        Duration delay,
        double duplication,
        double reordering,
        Duration holdBack,
        int mtu,
        boolean fragmenting) {
    /** Larger than any IP packet. */
    private static final int NO_MTU = 1 << 16;

    private static final Duration STANDARD_HOLD_BACK = Duration.ofMillis(5);

    public WireConditions {
        requireProbability("loss", loss);
        requireProbability("duplication", duplication);
        requireProbability("reordering", reordering);
        Objects.requireNonNull(delay, "delay");
        Objects.requireNonNull(holdBack, "holdBack");
        if (delay.isNegative() || holdBack.isNegative()) {
            throw new IllegalArgumentException(
                    "a delay of " + delay + " and " + holdBack + ": neither may be negative");
        }
        if (mtu < 68) {
            throw new IllegalArgumentException("an MTU of " + mtu + " is below 68, the least of IPv4 (RFC 791)");
        }
    }

    /** Everything arrives at once. */
    public static WireConditions perfect() {
        return new WireConditions(0, Duration.ZERO, 0, 0, STANDARD_HOLD_BACK, NO_MTU, false);
    }

    /** Nothing arrives: the host is gone, or the cable. */
    public static WireConditions cut() {
        return perfect().withLoss(1);
    }

    public WireConditions withLoss(double value) {
        return new WireConditions(value, delay, duplication, reordering, holdBack, mtu, fragmenting);
    }

    public WireConditions withDelay(Duration value) {
        return new WireConditions(loss, value, duplication, reordering, holdBack, mtu, fragmenting);
    }

    public WireConditions withDuplication(double value) {
        return new WireConditions(loss, delay, value, reordering, holdBack, mtu, fragmenting);
    }

    /** Also decides by how much a packet is held back. */
    public WireConditions withReordering(double value, Duration by) {
        return new WireConditions(loss, delay, duplication, value, by, mtu, fragmenting);
    }

    public WireConditions withMtu(int value) {
        return new WireConditions(loss, delay, duplication, reordering, holdBack, value, fragmenting);
    }

    /** Larger packets are cut into pieces that fit, and put together again at the end. */
    public WireConditions withFragmentation() {
        return new WireConditions(loss, delay, duplication, reordering, holdBack, mtu, true);
    }

    /** In how many pieces {@code packet} crosses; 0 if it does not. */
    int pieces(IpPacket packet) {
        boolean fits = packet.length() <= mtu;
        // Each piece has a header of its own, 20 octets or, with the fragment header of IPv6, 48.
        boolean v4 = packet.source().family() == AddressFamily.IPV4;
        int room = (mtu - (v4 ? 20 : 48)) / 8 * 8;
        int payload = packet.length() - (v4 ? 20 : 40);
        return fits ? 1 : fragmenting ? (payload + room - 1) / room : 0;
    }

    private static void requireProbability(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(what + " of " + value + " is not within 0 to 1");
        }
    }
}
