package io.secureconnect.core.ike.task;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.core.ike.registry.NotifyType;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.wire.v2.Payload.Notify;
import java.util.Optional;
import java.util.OptionalInt;

/** What the error notify of a peer means to whoever wants to know why a path has no keys (RFC 7296 §3.10.1). */
public final class PeerRefusals {
    private PeerRefusals() {}

    /**
     * The fault of a refused request.
     *
     * @param proposal what NO_PROPOSAL_CHOSEN is about
     */
    public static IkeFault of(Notify notify, NegotiationFailure proposal) {
        NegotiationFailure reason =
                NotifyType.of(notify.type()).flatMap(t -> reason(t, proposal)).orElse(NegotiationFailure.PEER_REFUSED);
        return new IkeFault(
                reason, OptionalInt.empty(), "the peer answered " + NotifyType.text(notify.type()) + remedy(reason));
    }

    private static Optional<NegotiationFailure> reason(NotifyType type, NegotiationFailure proposal) {
        return switch (type) {
            case NO_PROPOSAL_CHOSEN -> Optional.of(proposal);
            case AUTHENTICATION_FAILED -> Optional.of(NegotiationFailure.AUTHENTICATION_FAILED);
            case TS_UNACCEPTABLE, INVALID_SELECTORS, SINGLE_PAIR_REQUIRED ->
                Optional.of(NegotiationFailure.INVALID_SELECTORS);
            case INVALID_KE_PAYLOAD -> Optional.of(NegotiationFailure.NO_KEY_EXCHANGE);
            case INVALID_SYNTAX, UNSUPPORTED_CRITICAL_PAYLOAD, INVALID_MAJOR_VERSION, INVALID_MESSAGE_ID ->
                Optional.of(NegotiationFailure.PROTOCOL_ERROR);
            default -> Optional.empty();
        };
    }

    private static String remedy(NegotiationFailure reason) {
        return switch (reason) {
            case NO_IKE_PROPOSAL, NO_ESP_PROPOSAL -> "; give both ends one proposal in common";
            case AUTHENTICATION_FAILED -> "; compare the credentials and identities of both ends";
            case INVALID_SELECTORS -> "; both ends must protect exactly the two addresses";
            default -> "; its log says why";
        };
    }
}
