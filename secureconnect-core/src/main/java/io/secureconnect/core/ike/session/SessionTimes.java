package io.secureconnect.core.ike.session;

import io.secureconnect.core.ike.exchange.Chance;
import io.secureconnect.core.ike.exchange.RetransmissionTimes;
import io.secureconnect.spi.RandomSource;
import java.time.Duration;
import java.util.Objects;

/**
 * The times of a session that policy does not set.
 *
 * @param retransmission of each request
 * @param halfOpen how long a responder waits for the rest of a negotiation
 * @param inboundGrace how long a replaced inbound SA goes on receiving, for packets that are on their way
 * @param awaitedDelete how long a replaced SA waits for the peer to delete it, before this host does: longer than the peer
 *     may need to repeat a request until it has the answer, for by then it receives by the new SA
 * @param retryAfter how long to wait after TEMPORARY_FAILURE (RFC 7296 §2.25); a random part of it is added
 * @param jitter the part of a lifetime before its soft end within which the replacement begins at random, 0 to 1
 */
public record SessionTimes(
        RetransmissionTimes retransmission,
        Duration halfOpen,
        Duration inboundGrace,
        Duration awaitedDelete,
        Duration retryAfter,
        double jitter) {
    public SessionTimes {
        Objects.requireNonNull(retransmission, "retransmission");
        if (halfOpen.isNegative()
                || inboundGrace.isNegative()
                || awaitedDelete.isNegative()
                || retryAfter.isNegative()) {
            throw new IllegalArgumentException("the times of a session must not be negative");
        }
        if (jitter < 0 || jitter >= 1) {
            throw new IllegalArgumentException("a jitter of " + jitter + " is not within 0 to below 1");
        }
    }

    public static SessionTimes standard() {
        return new SessionTimes(
                RetransmissionTimes.standard(),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofSeconds(45),
                Duration.ofSeconds(2),
                0.1);
    }

    /** The soft end of a lifetime that has a hard end only: what is begun then still has time for all its repetitions. */
    public Duration withReserve(Duration lifetime) {
        return part(lifetime, 1 - jitter);
    }

    /** A random moment within the last part of a lifetime. */
    public Duration early(Duration lifetime, RandomSource random) {
        return part(lifetime, 1 - jitter * (1 - Chance.share(random)));
    }

    /** How long to wait after what may work a moment later: the set time, and at random up to as much again. */
    public Duration soon(RandomSource random) {
        return part(retryAfter, 1 + Chance.share(random));
    }

    private static Duration part(Duration whole, double share) {
        return Duration.ofNanos((long) (whole.toNanos() * share));
    }
}
