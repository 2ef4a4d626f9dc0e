package io.secureconnect.core.ike.session;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.auth.Authenticator;
import io.secureconnect.core.ike.registry.NotifyType;
import io.secureconnect.core.ike.rules.ExchangeForm;
import io.secureconnect.core.ike.rules.FaultTable;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.rules.MessageRules;
import io.secureconnect.core.ike.task.Abilities;
import io.secureconnect.core.ike.task.NatDetection;
import io.secureconnect.core.ike.task.Outcome;
import io.secureconnect.core.ike.task.Received;
import io.secureconnect.core.ike.task.Refusal;
import io.secureconnect.core.ike.task.SaInitRemote;
import io.secureconnect.core.ike.wire.v2.IkeMessage;
import io.secureconnect.core.ike.wire.v2.MessageHead;
import io.secureconnect.core.ike.wire.v2.Payload;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The responder waits for IKE_SA_INIT. Whoever sends it gets one answer; nothing is kept of one that is refused. */
final class InitRemoteSaInit implements Unprotected {
    private final IkeSa sa;
    private final Conversation session;

    InitRemoteSaInit(IkeSa sa) {
        this.sa = sa;
        this.session = sa.session();
    }

    @Override
    public String name() {
        return "InitRemoteSaInit";
    }

    @Override
    public SaState receive(byte[] octets, IkeMessage message, Instant now) {
        MessageHead head = message.head();
        if (head.response()
                || head.exchangeType() != ExchangeForm.IKE_SA_INIT.type().number()) {
            return this;
        }
        Optional<IkeFault> illegal = MessageRules.clear(message);
        if (illegal.isPresent()) {
            FaultTable.notification(illegal.get(), message.payloads())
                    .ifPresent(n -> session.transmit(refusal(head, List.of(n))));
            return session.fail(illegal.get());
        }
        Received request = new Received(message.payloads());
        sa.remoteSpi(head.initiatorSpi());
        Link link = session.link();
        link.detected(NatDetection.of(
                request, session.context().crypto(), head.initiatorSpi(), 0, link.local(), link.remote()));
        if (link.isForbidden()) {
            return refused(
                    head,
                    Refusal.of(
                            NegotiationFailure.ENCAPSULATION_FORBIDDEN,
                            NotifyType.NO_PROPOSAL_CHOSEN,
                            "a NAT stands between " + session.terms().path()
                                    + ", and the policy forbids UDP encapsulation; allow it with udpEncapsulation auto"));
        }
        Authenticator authenticator = session.terms().authentication().begin(false);
        Outcome<SaInitRemote.Answer> outcome = task(authenticator)
                .process(
                        request,
                        NatDetection.notifies(
                                session.context().crypto(),
                                session.context().random(),
                                head.initiatorSpi(),
                                sa.localSpi(),
                                link.local(),
                                link.remote(),
                                link.pretends()));
        return outcome.isRefused()
                ? refused(head, outcome.refusal())
                : agreed(outcome.value(), authenticator, octets, now);
    }

    private SaInitRemote task(Authenticator authenticator) {
        Abilities own = new Abilities(
                true,
                true,
                true,
                session.terms().postquantumKey().isPresent(),
                authenticator.signatureHashes(),
                authenticator.certificateRequests());
        return new SaInitRemote(
                session.context().crypto(),
                session.context().random(),
                session.terms().ikeProposals(),
                own);
    }

    private SaState agreed(SaInitRemote.Answer answer, Authenticator authenticator, byte[] octets, Instant now) {
        Bytes response = IkeSa.encode(sa.head(ExchangeForm.IKE_SA_INIT, true, 0), answer.payloads());
        sa.remoteWindow().received(octets);
        sa.remoteWindow().answered(List.of(response));
        session.transmit(response);
        session.timers()
                .start(
                        Timer.HALF_OPEN,
                        session,
                        now.plus(session.context().times().halfOpen()));
        return InitRemoteAuth.next(
                new Negotiation(sa, authenticator, answer.agreement(), Bytes.copyOf(octets), response));
    }

    private SaState refused(MessageHead head, Refusal refusal) {
        session.transmit(refusal(head, refusal.payloads()));
        boolean anew = refusal.says(NotifyType.INVALID_KE_PAYLOAD);
        return anew ? session.end() : session.fail(refusal.fault());
    }

    /** An answer without an SA: its responder SPI is zero (RFC 7296 §2.6). */
    private static Bytes refusal(MessageHead head, List<? extends Payload> payloads) {
        MessageHead answer = new MessageHead(
                head.initiatorSpi(), 0, MessageHead.IKEV2, head.exchangeType(), false, false, true, head.messageId());
        return IkeSa.encode(answer, List.copyOf(payloads));
    }

    @Override
    public SaState givenUp(Instant now) {
        return this;
    }

    @Override
    public void forget() {
        // nothing is known yet
    }
}
