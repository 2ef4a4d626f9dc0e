package io.secureconnect.core.ike.task;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.registry.NotifyType;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.wire.v2.Payload;
import java.util.List;
import java.util.OptionalInt;

/**
 * Why a request is refused, and what the peer is told.
 *
 * @param data of the notify
 */
public record Refusal(IkeFault fault, Bytes data) {
    public static Refusal of(NegotiationFailure reason, NotifyType notify, String detail) {
        return of(reason, notify, Bytes.empty(), detail);
    }

    public static Refusal of(NegotiationFailure reason, NotifyType notify, Bytes data, String detail) {
        return new Refusal(new IkeFault(reason, OptionalInt.of(notify.number()), detail), data);
    }

    /** The message lacks what its exchange needs, or has what it must not have. */
    public static Refusal malformed(String detail) {
        return of(NegotiationFailure.PROTOCOL_ERROR, NotifyType.INVALID_SYNTAX, detail);
    }

    /** The response that tells the peer; empty if the fault is not for its eyes. */
    public List<Payload> payloads() {
        return fault.notifyType().isPresent()
                ? List.of(
                        new Payload.Notify(0, Bytes.empty(), fault.notifyType().getAsInt(), data))
                : List.of();
    }

    /** Whether the peer is told this. */
    public boolean says(NotifyType type) {
        return fault.notifyType().equals(OptionalInt.of(type.number()));
    }
}
