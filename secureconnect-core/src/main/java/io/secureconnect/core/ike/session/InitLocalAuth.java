package io.secureconnect.core.ike.session;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.keys.IkeKeys;
import io.secureconnect.core.ike.registry.NotifyType;
import io.secureconnect.core.ike.rules.ExchangeForm;
import io.secureconnect.core.ike.rules.FaultTable;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.task.AgreedChild;
import io.secureconnect.core.ike.task.AuthenticateLocal;
import io.secureconnect.core.ike.task.ChildLocal;
import io.secureconnect.core.ike.task.Notices;
import io.secureconnect.core.ike.task.Outcome;
import io.secureconnect.core.ike.task.Received;
import io.secureconnect.core.ike.wire.v2.Payload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The initiator has sent IKE_AUTH, mostly with a child. */
final class InitLocalAuth implements SaState {
    private final Negotiation negotiation;
    private final Conversation session;
    private final AuthenticateLocal task;
    private Optional<ChildLocal> child = Optional.empty();

    private InitLocalAuth(Negotiation negotiation) {
        this.negotiation = negotiation;
        this.session = negotiation.sa().session();
        this.task = new AuthenticateLocal(
                negotiation.authenticator(),
                negotiation.prf(),
                negotiation.keys(),
                negotiation.transcript(),
                negotiation.sa().localWindow().messageId(),
                session.terms().postquantumKey().filter(k -> negotiation.peer().postquantumKey()));
    }

    static SaState begin(Negotiation negotiation, Instant now) {
        InitLocalAuth state = new InitLocalAuth(negotiation);
        Conversation session = state.session;
        boolean childless =
                !session.terms().childWithAuthentication() && negotiation.peer().childless();
        if (!childless) {
            Optional<Spi> spi = session.reserveSpi();
            if (spi.isEmpty()) {
                state.forget();
                return session.fail(noSpi(session));
            }
            state.child = Optional.of(ChildLocal.withAuthentication(
                    session.context().crypto(), session.context().random(), session.childTerms(false), spi.get()));
        }
        Outcome<List<Payload>> proofs = state.task.build(session.isInitialContact(), now);
        if (proofs.isRefused()) {
            state.forget();
            return session.fail(proofs.refusal().fault());
        }
        List<Payload> payloads = new ArrayList<>(proofs.value());
        state.child.ifPresent(c -> payloads.addAll(c.build()));
        negotiation.sa().send(new Request(ExchangeForm.IKE_AUTH, payloads), now);
        return state;
    }

    static IkeFault noSpi(Conversation session) {
        return new IkeFault(
                NegotiationFailure.KERNEL_REFUSED,
                OptionalInt.empty(),
                "the kernel gave no SPI for " + session.terms().path() + "; its log says why");
    }

    @Override
    public String name() {
        return "InitLocalAuth";
    }

    @Override
    public SaState response(Inbound message, Instant now) {
        Received response = message.received();
        Optional<Payload.Notify> fatal = response.error().filter(FaultTable::endsAuthentication);
        if (fatal.isPresent()) {
            return session.fail(FaultTable.refusal(ExchangeForm.IKE_AUTH, fatal.get()));
        }
        Outcome<IkeKeys> keys = task.process(response, now);
        if (keys.isRefused()) {
            if (response.first(Payload.Authentication.class).isPresent()) {
                // The peer believes that all is well, so it is told (RFC 7296 §2.21.2).
                negotiation.sa().sendLast(List.of(Notices.of(NotifyType.AUTHENTICATION_FAILED)));
            }
            return session.fail(keys.refusal().fault());
        }
        Established established = new Established(
                negotiation.sa(), negotiation.proposal(), keys.value().skD().copy());
        Optional<IkeFault> childFault = child.flatMap(c -> settle(c, response, established, now));
        boolean wantsChild = child.isEmpty();
        child = Optional.empty();
        forget();
        negotiation.sa().become(established);
        session.established(response.says(NotifyType.INITIAL_CONTACT), now);
        childFault.ifPresent(session.outbox()::failed);
        if (wantsChild) {
            session.enqueue(new CreateChildLocal());
        }
        return established;
    }

    private Optional<IkeFault> settle(ChildLocal local, Received response, Established established, Instant now) {
        Outcome<AgreedChild> agreed = local.process(response, negotiation.nonces());
        if (!agreed.isRefused()) {
            session.children().install(session.make(agreed.value(), established), now);
            return Optional.empty();
        }
        if (ChildLocal.isMadeBy(response)) {
            session.enqueue(DeleteChildLocal.unwanted(local.inbound()));
        } else {
            session.releaseSpi(local.inbound());
        }
        return Optional.of(agreed.refusal().fault());
    }

    /** A responder does not begin anything before it has answered IKE_AUTH; once it has, it repeats its request. */
    @Override
    public SaState request(Inbound request, ExchangeForm form, Instant now) {
        return this;
    }

    @Override
    public SaState givenUp(Instant now) {
        return session.fail(session.timeout("IKE_AUTH"));
    }

    @Override
    public SaState broken(IkeFault fault, Instant now) {
        return session.fail(fault);
    }

    @Override
    public void forget() {
        child.ifPresent(c -> {
            session.releaseSpi(c.inbound());
            c.close();
        });
        child = Optional.empty();
        task.close();
        negotiation.forget();
    }
}
