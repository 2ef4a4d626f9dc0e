package io.secureconnect.core.ike.session;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.negotiate.EspProposals;
import io.secureconnect.core.ike.registry.NotifyType;
import io.secureconnect.core.ike.rules.ExchangeForm;
import io.secureconnect.core.ike.task.ChildRemote;
import io.secureconnect.core.ike.task.Notices;
import io.secureconnect.core.ike.task.Outcome;
import io.secureconnect.core.ike.task.Refusal;
import io.secureconnect.core.ike.wire.v2.Payload;
import io.secureconnect.core.ike.wire.v2.Payload.Notify;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the peer asks for under an established IKE SA: each request gets its one response. */
final class RemoteRequests {
    private RemoteRequests() {}

    static void process(Established sa, Inbound request, ExchangeForm form, Instant now) {
        // One request at a time: who begins another has the response to the one before.
        sa.session().children().all().forEach(c -> c.unconfirmed(false));
        switch (form) {
            case NEW_CHILD -> newChild(sa, request, now);
            case REKEY_CHILD -> rekeyChild(sa, request, now);
            case REKEY_IKE -> RemoteIkeRequests.rekey(sa, request, now);
            case IKE_FOLLOWUP_KE -> RemoteIkeRequests.followup(sa, request, now);
            case INFORMATIONAL -> RemoteInformational.process(sa, request, now);
            case IKE_SA_INIT, IKE_INTERMEDIATE, IKE_AUTH ->
                respond(
                        sa,
                        request,
                        form,
                        Refusal.malformed(form + " under an established IKE SA").payloads());
        }
    }

    private static void newChild(Established sa, Inbound request, Instant now) {
        Optional<NotifyType> collision = Collisions.ofNewChild(sa);
        if (collision.isPresent()) {
            respond(sa, request, ExchangeForm.NEW_CHILD, List.of(Notices.of(collision.get())));
            return;
        }
        Conversation session = sa.session();
        Outcome<ChildRemote.Answer> answer = session.childRemote().byItself(request.received());
        if (answer.isRefused()) {
            respond(sa, request, ExchangeForm.NEW_CHILD, answer.refusal().payloads());
            tell(session, answer.refusal());
            return;
        }
        Children.Made made = session.make(answer.value().child(), sa);
        session.children().install(made, now);
        made.child().unconfirmed(true);
        // The peer makes one because it knows of none; one left over here only loses packets.
        session.children().others(made.child()).forEach(c -> {
            session.children().removeOutbound(c);
            c.phase(Child.Phase.REPLACED);
            session.enqueue(DeleteChildLocal.of(c));
        });
        respond(sa, request, ExchangeForm.NEW_CHILD, answer.value().payloads());
    }

    private static void rekeyChild(Established sa, Inbound request, Instant now) {
        Conversation session = sa.session();
        Optional<Notify> about = request.received().notify(NotifyType.REKEY_SA);
        Optional<Child> old = about.flatMap(n -> EspProposals.spi(n.spi())).flatMap(session.children()::byOutbound);
        Optional<NotifyType> collision = Collisions.ofChildRekeying(sa, old);
        if (collision.isPresent() || old.isEmpty()) {
            respond(sa, request, ExchangeForm.REKEY_CHILD, List.of(refusal(collision, about)));
            return;
        }
        Outcome<ChildRemote.Answer> answer = session.childRemote().byItself(request.received());
        if (answer.isRefused()) {
            respond(sa, request, ExchangeForm.REKEY_CHILD, answer.refusal().payloads());
            tell(session, answer.refusal());
            return;
        }
        Bytes lowerNonce = answer.value().child().lowerNonce();
        Children.Made made = session.make(answer.value().child(), sa);
        session.children().installInbound(made, now);
        old.get().remoteSuccessor(made.child(), lowerNonce);
        boolean both = sa.active(RekeyChildLocalCreate.class)
                .filter(p -> p.old() == old.get())
                .isPresent();
        if (!both) {
            session.replacedByPeer(old.get(), now);
        }
        respond(sa, request, ExchangeForm.REKEY_CHILD, answer.value().payloads());
    }

    private static Payload refusal(Optional<NotifyType> collision, Optional<Notify> about) {
        NotifyType type = collision.orElse(NotifyType.CHILD_SA_NOT_FOUND);
        return type == NotifyType.CHILD_SA_NOT_FOUND && about.isPresent()
                ? new Notify(about.get().protocol(), about.get().spi(), type.number(), Bytes.empty())
                : Notices.of(type);
    }

    /** A request that is only to come with another key exchange is no failure. */
    private static void tell(Conversation session, Refusal refusal) {
        if (!refusal.says(NotifyType.INVALID_KE_PAYLOAD)) {
            session.outbox().failed(refusal.fault());
        }
    }

    static void respond(Established sa, Inbound request, ExchangeForm form, List<Payload> payloads) {
        sa.sa().respond(form, request.head(), payloads);
    }
}
