package io.secureconnect.core.ike.session;

import io.secureconnect.api.auth.PostquantumPreSharedKey;
import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.auth.Authenticator;
import io.secureconnect.core.ike.rules.ExchangeForm;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.rules.MessageRules;
import io.secureconnect.core.ike.task.Abilities;
import io.secureconnect.core.ike.task.NatDetection;
import io.secureconnect.core.ike.task.Outcome;
import io.secureconnect.core.ike.task.Received;
import io.secureconnect.core.ike.task.SaAgreement;
import io.secureconnect.core.ike.task.SaInitLocal;
import io.secureconnect.core.ike.wire.v2.IkeMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The initiator has sent IKE_SA_INIT. Whatever refuses it now is a hint at most, for nobody vouches for it. */
final class InitLocalSaInit implements Unprotected {
    private final IkeSa sa;
    private final Conversation session;
    private final Authenticator authenticator;
    private final SaInitLocal task;
    private Bytes request = Bytes.empty();
    private Optional<IkeFault> hint = Optional.empty();

    InitLocalSaInit(IkeSa sa) {
        this.sa = sa;
        this.session = sa.session();
        this.authenticator = session.terms().authentication().begin(true);
        boolean additional = session.terms().ikeProposals().stream()
                .anyMatch(p -> !p.additional().isEmpty());
        Abilities own = new Abilities(
                true,
                additional,
                false,
                session.terms().postquantumKey().isPresent(),
                authenticator.signatureHashes(),
                List.of());
        this.task = new SaInitLocal(
                session.context().crypto(),
                session.context().random(),
                session.terms().ikeProposals(),
                own);
    }

    /** Sends the request, also anew. */
    void send(Instant now) {
        Link link = session.link();
        request = IkeSa.encode(
                sa.head(ExchangeForm.IKE_SA_INIT, false, 0),
                task.build(NatDetection.notifies(
                        session.context().crypto(),
                        session.context().random(),
                        sa.localSpi(),
                        0,
                        link.local(),
                        link.remote(),
                        link.pretends())));
        sa.localWindow().sent(List.of(request), now);
        session.transmit(request);
    }

    @Override
    public String name() {
        return "InitLocalSaInit";
    }

    @Override
    public SaState receive(byte[] octets, IkeMessage message, Instant now) {
        boolean answer = message.head().response()
                && message.head().exchangeType()
                        == ExchangeForm.IKE_SA_INIT.type().number()
                && sa.localWindow().isAnsweredBy(message.head().messageId());
        if (!answer || MessageRules.clear(message).isPresent()) {
            return this;
        }
        Received response = new Received(message.payloads());
        if (task.restarts(response)) {
            sa.localWindow().restart();
            send(now);
            return this;
        }
        long responderSpi = message.head().responderSpi();
        Outcome<SaAgreement> outcome = task.process(response);
        if (outcome.isRefused()) {
            hint = Optional.of(outcome.refusal().fault());
            return this;
        }
        if (responderSpi == 0) {
            outcome.value().sharedSecret().close();
            return this;
        }
        return agreed(outcome.value(), response, responderSpi, Bytes.copyOf(octets), now);
    }

    private SaState agreed(SaAgreement agreement, Received response, long responderSpi, Bytes octets, Instant now) {
        Link link = session.link();
        sa.remoteSpi(responderSpi);
        sa.localWindow().answered();
        link.detected(NatDetection.of(
                response, session.context().crypto(), sa.localSpi(), responderSpi, link.local(), link.remote()));
        Optional<IkeFault> fault = obstacle(agreement);
        if (fault.isPresent()) {
            agreement.sharedSecret().close();
            return session.fail(fault.get());
        }
        if (link.encapsulates()) {
            link.moveToNatTraversal();
        }
        task.close();
        Negotiation negotiation = new Negotiation(sa, authenticator, agreement, request, octets);
        return InitLocalIntermediate.next(negotiation, now);
    }

    private Optional<IkeFault> obstacle(SaAgreement agreement) {
        if (session.link().isForbidden()) {
            return Optional.of(new IkeFault(
                    NegotiationFailure.ENCAPSULATION_FORBIDDEN,
                    OptionalInt.empty(),
                    "a NAT stands between " + session.terms().path()
                            + ", and the policy forbids UDP encapsulation; allow it with udpEncapsulation auto"));
        }
        boolean insists = session.terms()
                .postquantumKey()
                .filter(PostquantumPreSharedKey::required)
                .isPresent();
        if (insists && !agreement.peer().postquantumKey()) {
            return Optional.of(
                    new IkeFault(
                            NegotiationFailure.NO_POSTQUANTUM_KEY,
                            OptionalInt.empty(),
                            "the peer has no post-quantum pre-shared key, and this host insists on one (RFC 8784); give it the same"));
        }
        return Optional.empty();
    }

    @Override
    public SaState givenUp(Instant now) {
        return session.fail(hint.orElseGet(() -> session.timeout("IKE_SA_INIT")));
    }

    /** Whether the peer, or somebody else, has refused the request. */
    boolean isHinted() {
        return hint.isPresent();
    }

    @Override
    public void forget() {
        task.close();
    }
}
