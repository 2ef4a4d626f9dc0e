package io.secureconnect.core.ike.session;

import io.secureconnect.core.ike.crypto.KeyExchange;
import io.secureconnect.core.ike.registry.NotifyType;
import io.secureconnect.core.ike.rules.ExchangeForm;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.task.AdditionalKeyExchange;
import io.secureconnect.core.ike.task.AuthenticateRemote;
import io.secureconnect.core.ike.task.ChildRemote;
import io.secureconnect.core.ike.task.Notices;
import io.secureconnect.core.ike.task.Outcome;
import io.secureconnect.core.ike.task.Refusal;
import io.secureconnect.core.ike.wire.v2.Payload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The responder has answered IKE_SA_INIT and waits for IKE_AUTH, after IKE_INTERMEDIATE where keys are to be added. */
final class InitRemoteAuth implements SaState {
    private final Negotiation negotiation;
    private final IkeSa sa;
    private final Conversation session;

    private InitRemoteAuth(Negotiation negotiation) {
        this.negotiation = negotiation;
        this.sa = negotiation.sa();
        this.session = sa.session();
    }

    static SaState next(Negotiation negotiation) {
        return new InitRemoteAuth(negotiation);
    }

    @Override
    public String name() {
        return negotiation.nextAdditional().isPresent() ? "InitRemoteIntermediate" : "InitRemoteAuth";
    }

    @Override
    public SaState request(Inbound request, ExchangeForm form, Instant now) {
        boolean additional = negotiation.nextAdditional().isPresent();
        if (form == ExchangeForm.IKE_INTERMEDIATE && additional) {
            return intermediate(request);
        }
        if (form == ExchangeForm.IKE_AUTH && !additional) {
            return authenticate(request, now);
        }
        return refuse(
                request, form, Refusal.malformed(form + " came before the IKE SA was ready for it (RFC 9370 §2.2.2)"));
    }

    private SaState intermediate(Inbound request) {
        negotiation.said(true, request.transcript());
        var method = negotiation.nextAdditional().orElseThrow();
        Outcome<KeyExchange.Response> half = AdditionalKeyExchange.answer(
                session.context().crypto(), session.context().random(), method, request.received());
        if (half.isRefused()) {
            return refuse(request, ExchangeForm.IKE_INTERMEDIATE, half.refusal());
        }
        negotiation.said(
                false,
                sa.respond(
                        ExchangeForm.IKE_INTERMEDIATE,
                        request.head(),
                        List.of(AdditionalKeyExchange.payload(method, half.value()))));
        negotiation.mix(half.value().secret());
        return this;
    }

    private SaState authenticate(Inbound request, Instant now) {
        AuthenticateRemote task = new AuthenticateRemote(
                negotiation.authenticator(),
                negotiation.prf(),
                negotiation.keys(),
                negotiation.transcript(),
                request.head().messageId(),
                session.terms().postquantumKey());
        Outcome<AuthenticateRemote.Answer> proofs = task.process(request.received(), now);
        if (proofs.isRefused()) {
            return refuse(request, ExchangeForm.IKE_AUTH, proofs.refusal());
        }
        Established established = new Established(
                sa, negotiation.proposal(), proofs.value().keys().skD().copy());
        proofs.value().keys().close();
        List<Payload> payloads = new ArrayList<>(proofs.value().payloads());
        if (session.isInitialContact()) {
            payloads.add(Notices.of(NotifyType.INITIAL_CONTACT));
        }
        Optional<IkeFault> childFault = addChild(request, payloads, established, now);
        sa.respond(ExchangeForm.IKE_AUTH, request.head(), payloads);
        forget();
        sa.become(established);
        session.timers().stop(Timer.HALF_OPEN, session);
        session.established(request.received().says(NotifyType.INITIAL_CONTACT), now);
        childFault.ifPresent(session.outbox()::failed);
        return established;
    }

    /** The peer's child, if it wants one now; why not, if it cannot be. */
    private Optional<IkeFault> addChild(Inbound request, List<Payload> payloads, Established established, Instant now) {
        if (request.received().first(Payload.SecurityAssociation.class).isEmpty()) {
            return Optional.empty();
        }
        Outcome<ChildRemote.Answer> child =
                session.childRemote().withAuthentication(request.received(), negotiation.nonces());
        if (child.isRefused()) {
            payloads.addAll(child.refusal().payloads());
            return Optional.of(child.refusal().fault());
        }
        session.children().install(session.make(child.value().child(), established), now);
        payloads.addAll(child.value().payloads());
        return Optional.empty();
    }

    private SaState refuse(Inbound request, ExchangeForm form, Refusal refusal) {
        List<Payload> told = refusal.says(NotifyType.INVALID_SYNTAX)
                ? refusal.payloads()
                : List.of(Notices.of(NotifyType.AUTHENTICATION_FAILED));
        sa.respond(form, request.head(), told);
        return session.fail(refusal.fault());
    }

    @Override
    public SaState response(Inbound response, Instant now) {
        return this;
    }

    @Override
    public SaState givenUp(Instant now) {
        return this;
    }

    @Override
    public SaState broken(IkeFault fault, Instant now) {
        return session.fail(fault);
    }

    @Override
    public void forget() {
        negotiation.forget();
    }
}
