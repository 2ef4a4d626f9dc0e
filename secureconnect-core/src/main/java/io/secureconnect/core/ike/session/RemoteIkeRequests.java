package io.secureconnect.core.ike.session;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.core.ike.crypto.KeyExchange;
import io.secureconnect.core.ike.registry.NotifyType;
import io.secureconnect.core.ike.rules.ExchangeForm;
import io.secureconnect.core.ike.task.AdditionalKeyExchange;
import io.secureconnect.core.ike.task.Notices;
import io.secureconnect.core.ike.task.Outcome;
import io.secureconnect.core.ike.task.Received;
import io.secureconnect.core.ike.task.RekeyIkeRemote;
import io.secureconnect.core.ike.wire.v2.Payload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The peer rekeys the IKE SA (RFC 7296 §2.8, §2.18, RFC 9370 §2.2.4). */
final class RemoteIkeRequests {
    private static final int LINK_OCTETS = 8;

    private RemoteIkeRequests() {}

    static void rekey(Established sa, Inbound request, Instant now) {
        Optional<NotifyType> collision = Collisions.ofIkeRekeying(sa);
        if (collision.isPresent()) {
            RemoteRequests.respond(sa, request, ExchangeForm.REKEY_IKE, List.of(Notices.of(collision.get())));
            return;
        }
        Conversation session = sa.session();
        Outcome<RekeyIkeRemote.Answer> answer = new RekeyIkeRemote(
                        session.context().crypto(), session.context().random(), session.ikeProposals(sa.proposal()))
                .process(request.received());
        if (answer.isRefused()) {
            RemoteRequests.respond(
                    sa, request, ExchangeForm.REKEY_IKE, answer.refusal().payloads());
            return;
        }
        List<Payload> payloads = new ArrayList<>(answer.value().payloads());
        RemoteIkeRekeying rekeying = new RemoteIkeRekeying(
                answer.value().ike(), Bytes.wrap(session.context().random().octets(LINK_OCTETS)));
        sa.remoteRekeying(rekeying);
        if (rekeying.nextAdditional().isPresent()) {
            payloads.add(Notices.of(NotifyType.ADDITIONAL_KEY_EXCHANGE, rekeying.link()));
        }
        RemoteRequests.respond(sa, request, ExchangeForm.REKEY_IKE, payloads);
        finishIfComplete(sa, rekeying, now);
    }

    static void followup(Established sa, Inbound request, Instant now) {
        Received received = request.received();
        Optional<RemoteIkeRekeying> rekeying = sa.remoteRekeying()
                .filter(r -> !r.isMade())
                .filter(r -> received.notify(NotifyType.ADDITIONAL_KEY_EXCHANGE)
                        .filter(n -> n.data().equals(r.link()))
                        .isPresent());
        Optional<KeyExchangeMethod> method = rekeying.flatMap(RemoteIkeRekeying::nextAdditional);
        if (rekeying.isEmpty() || method.isEmpty()) {
            RemoteRequests.respond(
                    sa, request, ExchangeForm.IKE_FOLLOWUP_KE, List.of(Notices.of(NotifyType.STATE_NOT_FOUND)));
            return;
        }
        Conversation session = sa.session();
        Outcome<KeyExchange.Response> half = AdditionalKeyExchange.answer(
                session.context().crypto(), session.context().random(), method.get(), received);
        if (half.isRefused()) {
            rekeying.get().close();
            sa.remoteRekeying(null);
            RemoteRequests.respond(
                    sa, request, ExchangeForm.IKE_FOLLOWUP_KE, half.refusal().payloads());
            return;
        }
        rekeying.get().add(half.value().secret());
        List<Payload> payloads = new ArrayList<>();
        payloads.add(AdditionalKeyExchange.payload(method.get(), half.value()));
        if (rekeying.get().nextAdditional().isPresent()) {
            payloads.add(Notices.of(
                    NotifyType.ADDITIONAL_KEY_EXCHANGE, rekeying.get().link()));
        }
        RemoteRequests.respond(sa, request, ExchangeForm.IKE_FOLLOWUP_KE, payloads);
        finishIfComplete(sa, rekeying.get(), now);
    }

    /** Once all secrets are there, the new IKE SA stands; it takes over, unless this host rekeys as well. */
    private static void finishIfComplete(Established sa, RemoteIkeRekeying rekeying, Instant now) {
        if (rekeying.nextAdditional().isPresent()) {
            return;
        }
        Conversation session = sa.session();
        rekeying.made(Agreements.makeIke(sa, rekeying.agreed(), rekeying.secrets()));
        if (sa.active(RekeyIkeLocalCreate.class).isEmpty()) {
            session.ikeSas().replace(sa, rekeying.made(), now);
            session.ikeSas().awaitDelete(sa, now);
        }
    }
}
