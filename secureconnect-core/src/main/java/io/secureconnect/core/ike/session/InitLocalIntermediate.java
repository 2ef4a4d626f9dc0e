package io.secureconnect.core.ike.session;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.core.ike.rules.ExchangeForm;
import io.secureconnect.core.ike.rules.FaultTable;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.task.AdditionalKeyExchange;
import io.secureconnect.core.ike.task.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The initiator has sent IKE_INTERMEDIATE with an additional key exchange (RFC 9242, RFC 9370 §2.2.2). */
final class InitLocalIntermediate implements SaState {
    private final Negotiation negotiation;
    private final AdditionalKeyExchange task;

    private InitLocalIntermediate(Negotiation negotiation, KeyExchangeMethod method) {
        Conversation session = negotiation.sa().session();
        this.negotiation = negotiation;
        this.task = new AdditionalKeyExchange(
                session.context().crypto(), session.context().random(), method);
    }

    /** Goes on with the next additional key exchange, or with IKE_AUTH if all are done. */
    static SaState next(Negotiation negotiation, Instant now) {
        Optional<KeyExchangeMethod> method = negotiation.nextAdditional();
        if (method.isEmpty()) {
            return InitLocalAuth.begin(negotiation, now);
        }
        InitLocalIntermediate state = new InitLocalIntermediate(negotiation, method.get());
        negotiation.said(
                true,
                negotiation.sa().send(new Request(ExchangeForm.IKE_INTERMEDIATE, List.of(state.task.build())), now));
        return state;
    }

    @Override
    public String name() {
        return "InitLocalIntermediate";
    }

    @Override
    public SaState response(Inbound response, Instant now) {
        Conversation session = negotiation.sa().session();
        Optional<IkeFault> refusal =
                response.received().error().map(e -> FaultTable.refusal(ExchangeForm.IKE_INTERMEDIATE, e));
        if (refusal.isPresent()) {
            return session.fail(refusal.get());
        }
        negotiation.said(false, response.transcript());
        Outcome<SecretBytes> secret = task.process(response.received());
        if (secret.isRefused()) {
            return session.fail(secret.refusal().fault());
        }
        task.close();
        negotiation.mix(secret.value());
        return next(negotiation, now);
    }

    /** A responder does not begin anything yet. */
    @Override
    public SaState request(Inbound request, ExchangeForm form, Instant now) {
        return this;
    }

    @Override
    public SaState givenUp(Instant now) {
        Conversation session = negotiation.sa().session();
        return session.fail(session.timeout("IKE_INTERMEDIATE"));
    }

    @Override
    public SaState broken(IkeFault fault, Instant now) {
        return negotiation.sa().session().fail(fault);
    }

    @Override
    public void forget() {
        task.close();
        negotiation.forget();
    }
}
