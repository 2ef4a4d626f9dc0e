package io.secureconnect.core.ike.rules;

import io.secureconnect.api.keying.NegotiationFailure;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * What a peer, or its configuration, did wrong. A value, never thrown across a package.
 *
 * @param reason what the policy's owner is told
 * @param notifyType the notify type that tells the peer, as a number of the registry; empty if it is told nothing
 * @param detail for the log and for people: what was found, which rule it breaks, and the remedy; never a key
 */
public record IkeFault(NegotiationFailure reason, OptionalInt notifyType, String detail) {
    public IkeFault {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(notifyType, "notifyType");
        Objects.requireNonNull(detail, "detail");
    }
}
