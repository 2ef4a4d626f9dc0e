package io.secureconnect.testkit.net;

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
 * @param mtu octets of the largest IP packet that passes; larger ones are dropped, nothing is fragmented and nobody told
 */
public record WireConditions(
        double loss, Duration delay, double duplication, double reordering, Duration holdBack, int mtu) {
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
        return new WireConditions(0, Duration.ZERO, 0, 0, STANDARD_HOLD_BACK, NO_MTU);
    }

    /** Nothing arrives: the host is gone, or the cable. */
    public static WireConditions cut() {
        return perfect().withLoss(1);
    }

    public WireConditions withLoss(double value) {
        return new WireConditions(value, delay, duplication, reordering, holdBack, mtu);
    }

    public WireConditions withDelay(Duration value) {
        return new WireConditions(loss, value, duplication, reordering, holdBack, mtu);
    }

    public WireConditions withDuplication(double value) {
        return new WireConditions(loss, delay, value, reordering, holdBack, mtu);
    }

    /** Also decides by how much a packet is held back. */
    public WireConditions withReordering(double value, Duration by) {
        return new WireConditions(loss, delay, duplication, value, by, mtu);
    }

    public WireConditions withMtu(int value) {
        return new WireConditions(loss, delay, duplication, reordering, holdBack, value);
    }

    private static void requireProbability(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(what + " of " + value + " is not within 0 to 1");
        }
    }
}
