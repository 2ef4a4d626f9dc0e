package io.secureconnect.core.ike.v1.session;

import java.time.Instant;

/**
 * When something happened, as this end saw it.
 *
 * @param order of two things at one time, the later one has the greater number
 */
record Moment(Instant at, long order) {
    boolean isBefore(Moment other) {
        return order < other.order;
    }
}
