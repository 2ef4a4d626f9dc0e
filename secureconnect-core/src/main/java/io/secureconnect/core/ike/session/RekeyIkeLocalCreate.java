package io.secureconnect.core.ike.session;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.core.ike.registry.NotifyType;
import io.secureconnect.core.ike.rules.ExchangeForm;
import io.secureconnect.core.ike.rules.FaultTable;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.task.AdditionalKeyExchange;
import io.secureconnect.core.ike.task.AgreedChild;
import io.secureconnect.core.ike.task.AgreedIke;
import io.secureconnect.core.ike.task.IkeSpis;
import io.secureconnect.core.ike.task.Notices;
import io.secureconnect.core.ike.task.Outcome;
import io.secureconnect.core.ike.task.Received;
import io.secureconnect.core.ike.task.Refusal;
import io.secureconnect.core.ike.task.RekeyIkeLocal;
import io.secureconnect.core.ike.wire.v2.Payload.Notify;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An IKE SA takes the place of another one (RFC 7296 §1.3.2, §2.8.2, RFC 9370 §2.2.4), at the will of this host. */
final class RekeyIkeLocalCreate implements Procedure {
    private static final int MOST_RESTARTS = 3;

    private final List<SecretBytes> secrets = new ArrayList<>();
    private @Nullable RekeyIkeLocal task;
    private @Nullable AgreedIke agreed;
    private @Nullable AdditionalKeyExchange followup;
    private int restarts;

    @Override
    public String state() {
        return agreed == null ? "RekeyIkeLocalCreate" : "RekeyIkeLocalFollowup";
    }

    @Override
    public Optional<Request> begin(Established sa, Instant now) {
        if (sa.isReplaced()
                || sa.remoteRekeying().filter(RemoteIkeRekeying::isMade).isPresent()) {
            return Optional.empty();
        }
        sa.remoteRekeying().ifPresent(RemoteIkeRekeying::close); // one that the peer never finished
        sa.remoteRekeying(null);
        Conversation session = sa.session();
        task = new RekeyIkeLocal(
                session.context().crypto(),
                session.context().random(),
                session.ikeProposals(sa.proposal()),
                sa.proposal().keyExchange(),
                IkeSpis.next(session.context().random()));
        return Optional.of(new Request(ExchangeForm.REKEY_IKE, task.build()));
    }

    /** Whether a rekeying of the peer must wait, for additional key exchanges make this one longer than one exchange. */
    static boolean isLong(Established sa) {
        return !sa.proposal().additional().isEmpty();
    }

    @Override
    public Optional<Request> response(Established sa, Received response, Instant now) {
        return agreed == null ? created(sa, response, now) : followed(sa, response, now);
    }

    private Optional<Request> created(Established sa, Received response, Instant now) {
        RekeyIkeLocal local = task;
        if (local == null) {
            return Optional.empty();
        }
        if (restarts < MOST_RESTARTS && local.restarts(response)) {
            restarts++;
            return Optional.of(new Request(ExchangeForm.REKEY_IKE, local.build()));
        }
        Outcome<AgreedIke> outcome = local.process(response);
        if (outcome.isRefused()) {
            return refused(sa, response, outcome.refusal().fault(), now);
        }
        agreed = outcome.value();
        secrets.add(outcome.value().sharedSecret());
        return further(sa, response, now);
    }

    private Optional<Request> followed(Established sa, Received response, Instant now) {
        AdditionalKeyExchange exchange = followup;
        Optional<Notify> error = response.error();
        if (error.isPresent() || exchange == null) {
            IkeFault fault = error.map(e -> FaultTable.refusal(ExchangeForm.IKE_FOLLOWUP_KE, e))
                    .orElseGet(() ->
                            Refusal.malformed("no additional key exchange").fault());
            return refused(sa, response, fault, now);
        }
        Outcome<SecretBytes> secret = exchange.process(response);
        exchange.close();
        if (secret.isRefused()) {
            return refused(sa, response, secret.refusal().fault(), now);
        }
        secrets.add(secret.value());
        return further(sa, response, now);
    }

    /** The next additional key exchange, or the end. */
    private Optional<Request> further(Established sa, Received response, Instant now) {
        AgreedIke ike = agreed;
        if (ike == null) {
            return Optional.empty();
        }
        List<KeyExchangeMethod> additional = ike.proposal().additional();
        int done = secrets.size() - 1;
        if (done == additional.size()) {
            finish(sa, ike, now);
            return Optional.empty();
        }
        Optional<Bytes> link =
                response.notify(NotifyType.ADDITIONAL_KEY_EXCHANGE).map(Notify::data);
        if (link.isEmpty()) {
            return refused(
                    sa,
                    response,
                    Refusal.malformed(
                                    "the peer agreed to additional key exchanges and does not go on (RFC 9370 §2.2.4)")
                            .fault(),
                    now);
        }
        Conversation session = sa.session();
        AdditionalKeyExchange next = new AdditionalKeyExchange(
                session.context().crypto(), session.context().random(), additional.get(done));
        followup = next;
        return Optional.of(new Request(
                ExchangeForm.IKE_FOLLOWUP_KE,
                List.of(next.build(), Notices.of(NotifyType.ADDITIONAL_KEY_EXCHANGE, link.get()))));
    }

    private void finish(Established sa, AgreedIke ike, Instant now) {
        Conversation session = sa.session();
        IkeSa made = Agreements.makeIke(sa, ike, secrets);
        Optional<RemoteIkeRekeying> rival = sa.remoteRekeying().filter(RemoteIkeRekeying::isMade);
        boolean tooLate = session.current() != sa.sa(); // the session goes on under the peer's already
        if (tooLate) {
            made.established().ifPresent(Established::replaced);
            made.established().ifPresent(e -> e.beginNext(new DeleteIkeLocal()));
            return;
        }
        if (rival.isPresent()
                && AgreedChild.isLower(ike.lowerNonce(), rival.get().lowerNonce())) {
            // Both rekeyed, and this host's exchange has the lowest nonce: its IKE SA is redundant (RFC 7296 §2.8.2).
            made.established().ifPresent(Established::replaced);
            session.ikeSas().replace(sa, rival.get().made(), now);
            session.ikeSas().awaitDelete(sa, now);
            made.established().ifPresent(e -> e.beginNext(new DeleteIkeLocal()));
            return;
        }
        rival.flatMap(r -> r.made().established())
                .ifPresent(r -> session.ikeSas().awaitDelete(r, now));
        session.ikeSas().replace(sa, made, now);
        sa.beginNext(new DeleteIkeLocal());
    }

    private Optional<Request> refused(Established sa, Received response, IkeFault fault, Instant now) {
        Conversation session = sa.session();
        Optional<RemoteIkeRekeying> rival = sa.remoteRekeying().filter(RemoteIkeRekeying::isMade);
        if (rival.isPresent()) {
            session.ikeSas().replace(sa, rival.get().made(), now);
            session.ikeSas().awaitDelete(sa, now);
        } else if (session.isClosing()) {
            sa.beginNext(new DeleteIkeLocal());
        } else if (response.says(NotifyType.TEMPORARY_FAILURE)) {
            session.later(Timer.REKEY_IKE, session, now);
        } else {
            session.outbox().failed(fault);
            session.muchLater(Timer.REKEY_IKE, session, now);
        }
        return Optional.empty();
    }

    @Override
    public void forget(Conversation session) {
        secrets.forEach(SecretBytes::close);
        if (task != null) {
            task.close();
        }
        if (followup != null) {
            followup.close();
        }
    }
}
