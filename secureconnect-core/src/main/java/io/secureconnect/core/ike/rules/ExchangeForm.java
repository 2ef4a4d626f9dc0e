package io.secureconnect.core.ike.rules;

import io.secureconnect.core.ike.registry.ExchangeType;
import io.secureconnect.core.ike.registry.NotifyType;
import io.secureconnect.core.ike.registry.SecurityProtocol;
import io.secureconnect.core.ike.wire.v2.Payload;
import java.util.List;
import java.util.Optional;

/** What an exchange is for; CREATE_CHILD_SA has three forms (RFC 7296 §1.3). */
public enum ExchangeForm {
    IKE_SA_INIT(ExchangeType.IKE_SA_INIT),
    IKE_INTERMEDIATE(ExchangeType.IKE_INTERMEDIATE),
    IKE_AUTH(ExchangeType.IKE_AUTH),
    NEW_CHILD(ExchangeType.CREATE_CHILD_SA),
    REKEY_CHILD(ExchangeType.CREATE_CHILD_SA),
    REKEY_IKE(ExchangeType.CREATE_CHILD_SA),
    IKE_FOLLOWUP_KE(ExchangeType.IKE_FOLLOWUP_KE),
    INFORMATIONAL(ExchangeType.INFORMATIONAL);

    private final ExchangeType type;

    ExchangeForm(ExchangeType type) {
        this.type = type;
    }

    public ExchangeType type() {
        return type;
    }

    /** The form of a request; empty for an exchange type without a row. A response has the form of its request. */
    public static Optional<ExchangeForm> ofRequest(int exchangeType, List<Payload> payloads) {
        return ExchangeType.of(exchangeType).map(type -> switch (type) {
            case IKE_SA_INIT -> IKE_SA_INIT;
            case IKE_INTERMEDIATE -> IKE_INTERMEDIATE;
            case IKE_AUTH -> IKE_AUTH;
            case CREATE_CHILD_SA -> createChildForm(payloads);
            case IKE_FOLLOWUP_KE -> IKE_FOLLOWUP_KE;
            case INFORMATIONAL -> INFORMATIONAL;
        });
    }

    private static ExchangeForm createChildForm(List<Payload> payloads) {
        if (Notifies.has(payloads, NotifyType.REKEY_SA)) {
            return REKEY_CHILD;
        }
        boolean ike = payloads.stream()
                .filter(payload -> payload.kind() == Payload.Kind.SECURITY_ASSOCIATION)
                .flatMap(payload -> ((Payload.SecurityAssociation) payload).proposals().stream())
                .anyMatch(proposal -> proposal.protocol() == SecurityProtocol.IKE.number());
        return ike ? REKEY_IKE : NEW_CHILD;
    }
}
