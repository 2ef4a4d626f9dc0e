package io.secureconnect.core.ike.v1.session;

import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.v1.informational.Notice;
import java.time.Instant;
import java.util.List;

/** What is done about children beside quick mode: which are wished for, and what follows when one is lost or refused. */
final class ChildUpkeep {
    private final Association session;

    ChildUpkeep(Association session) {
        this.session = session;
    }

    void createChild(Instant now) {
        if (!session.isEnded() && session.mainModes().isBegun()) {
            session.wishes().create();
        }
    }

    void rekeyChild(Spi inbound, Instant now) {
        session.children().byInbound(inbound).ifPresent(this::rekey);
    }

    /** Replaces the child, or the one that has its place if the peer may still send by it. */
    void rekey(Child child) {
        boolean sending = child.phase() == Child.Phase.SERVING
                || child.phase() == Child.Phase.REPLACED && !session.children().isRetiring(child);
        if (sending) {
            session.children().serving().ifPresent(serving -> {
                session.timers().stop(Timer.REKEY_CHILD, serving);
                session.wishes().rekey(serving);
            });
        }
    }

    void deleteChild(Spi inbound, Instant now) {
        session.children().byInbound(inbound).ifPresent(child -> {
            tellDeleted(child);
            session.children().remove(child);
        });
    }

    void refused(SaId sa, String why, Instant now) {
        session.children().of(sa).ifPresent(child -> {
            session.outbox().failed(IsakmpFaults.kernelRefused(sa, why));
            session.children().gone(child, sa.direction());
            tellDeleted(child);
            session.children().remove(child);
        });
    }

    void expired(SaId sa, Instant now) {
        session.children().of(sa).ifPresent(child -> {
            session.children().gone(child, sa.direction());
            expire(child);
        });
    }

    void expire(Child child) {
        tellDeleted(child);
        boolean sent = child.phase() == Child.Phase.SERVING || child.phase() == Child.Phase.FORGOTTEN;
        session.children().remove(child);
        if (sent) {
            session.wishes().create();
        }
    }

    /** This host no longer receives by it. */
    void tellDeleted(Child child) {
        session.isakmpSas()
                .current()
                .ifPresent(sa -> session.tell(sa, List.of(new Notice.EspDeleted(List.of(child.inbound())))));
    }

    void wish(Wish wish) {
        switch (wish.reason()) {
            case CREATE -> session.wishes().create();
            case REKEY -> session.children().serving().ifPresent(session.wishes()::rekey);
            case RENEW -> {
                if (session.wishes().renewalIsOver()) { // it is for who wished it to wish it again
                    session.outbox().failed(IsakmpFaults.renewalCutOff(session.path()));
                }
            }
        }
    }

    /** A quick mode made its child. */
    void served(QuickExchange exchange, Instant now) {
        session.timers().stop(Timer.CREATE_CHILD, session);
        boolean anew =
                exchange.wish().filter(w -> w.reason() == Wish.Reason.RENEW).isPresent();
        if (anew && session.wishes().isRenewingUnder(exchange.sa())) {
            session.wishes().renewalIsOver();
            session.outbox().established(false);
        }
    }

    /** A quick mode came to nothing. */
    void wishFailed(Wish wish, IkeFault fault, Instant now) {
        session.outbox().failed(fault);
        Instant later = now.plus(
                session.context().times().soon(session.context().random()).multipliedBy(5));
        switch (wish.reason()) {
            case CREATE -> session.timers().start(Timer.CREATE_CHILD, session, later);
            case REKEY ->
                session.children()
                        .serving()
                        .ifPresent(child -> session.timers().start(Timer.REKEY_CHILD, child, later));
            case RENEW -> session.wishes().renewalIsOver();
        }
    }
}
