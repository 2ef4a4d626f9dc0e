package io.secureconnect.core.ike.session;

import io.secureconnect.core.ike.task.Received;
import java.time.Instant;
import java.util.Optional;

/** Something that this host began under an established IKE SA: one exchange, or several that belong together. */
interface Procedure {
    /** Procedure, side and exchange. */
    String state();

    /** The first request; empty if there is no need any more. */
    Optional<Request> begin(Established sa, Instant now);

    /** What follows from a response: a further request, or the end. */
    Optional<Request> response(Established sa, Received response, Instant now);

    /** The IKE SA went away before the response came, so nobody knows whether the peer did it: what goes on under another. */
    default void interrupted(Conversation session, Instant now) {}

    /** Wipes what is secret and gives back what was set aside; the procedure has ended, or never will. */
    void forget(Conversation session);
}
