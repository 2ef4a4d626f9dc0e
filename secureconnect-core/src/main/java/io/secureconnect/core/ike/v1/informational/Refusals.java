package io.secureconnect.core.ike.v1.informational;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.v1.registry.NotifyType;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;

/** What people read when the peer answers with an error. */
final class Refusals {
    /** Of phase 2; all others are PEER_REFUSED. */
    private static final Map<NotifyType, NegotiationFailure> REASONS = new EnumMap<>(NotifyType.class);

    static {
        REASONS.put(NotifyType.NO_PROPOSAL_CHOSEN, NegotiationFailure.NO_ESP_PROPOSAL);
        REASONS.put(NotifyType.INVALID_ID_INFORMATION, NegotiationFailure.INVALID_SELECTORS);
        REASONS.put(NotifyType.INVALID_KEY_INFORMATION, NegotiationFailure.NO_KEY_EXCHANGE);
        REASONS.put(NotifyType.AUTHENTICATION_FAILED, NegotiationFailure.AUTHENTICATION_FAILED);
        REASONS.put(NotifyType.INVALID_HASH_INFORMATION, NegotiationFailure.AUTHENTICATION_FAILED);
        REASONS.put(NotifyType.INVALID_SIGNATURE, NegotiationFailure.AUTHENTICATION_FAILED);
        REASONS.put(NotifyType.PAYLOAD_MALFORMED, NegotiationFailure.PROTOCOL_ERROR);
        REASONS.put(NotifyType.UNEQUAL_PAYLOAD_LENGTHS, NegotiationFailure.PROTOCOL_ERROR);
        REASONS.put(NotifyType.BAD_PROPOSAL_SYNTAX, NegotiationFailure.PROTOCOL_ERROR);
    }

    private Refusals() {}

    static IkeFault fault(int type) {
        return new IkeFault(
                NotifyType.of(type).map(REASONS::get).orElse(NegotiationFailure.PEER_REFUSED),
                OptionalInt.empty(),
                "the peer answered with " + NotifyType.text(type)
                        + "; its log says why, and both ends' policies must agree");
    }
}
