package io.secureconnect.core.ike.v1.mainmode;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.v1.registry.NotifyType;
import java.util.OptionalInt;

/** What goes wrong in main mode. */
final class Faults {
    private Faults() {}

    static IkeFault of(NegotiationFailure reason, NotifyType told, String detail) {
        return new IkeFault(reason, OptionalInt.of(told.number()), detail);
    }

    /** Against the rules, whoever sent it. */
    static IkeFault malformed(String detail) {
        return of(NegotiationFailure.PROTOCOL_ERROR, NotifyType.PAYLOAD_MALFORMED, detail);
    }

    /** Of no use here, and nobody is told. */
    static IkeFault stray(String detail) {
        return new IkeFault(NegotiationFailure.PROTOCOL_ERROR, OptionalInt.empty(), detail);
    }

    static IkeFault noProposal(String detail) {
        return of(NegotiationFailure.NO_IKE_PROPOSAL, NotifyType.NO_PROPOSAL_CHOSEN, detail);
    }

    static IkeFault noKeyExchange(String detail) {
        return of(NegotiationFailure.NO_KEY_EXCHANGE, NotifyType.INVALID_KEY_INFORMATION, detail);
    }

    static IkeFault unauthenticated(String detail) {
        return of(NegotiationFailure.AUTHENTICATION_FAILED, NotifyType.AUTHENTICATION_FAILED, detail);
    }
}
