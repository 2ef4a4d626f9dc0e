package io.secureconnect.core.ike.session;

import io.secureconnect.core.ike.exchange.RetransmissionTimes;
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
}
