package io.secureconnect.core.ike.v1.session;

import io.secureconnect.core.ike.session.Timers;
import io.secureconnect.core.ike.v1.exchange.IsakmpTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What each timer leads to. */
final class DueTimers {
    /** Where an exchange is under way that must not be cut off. */
    private static final Duration A_LITTLE_LATER = Duration.ofSeconds(5);

    private DueTimers() {}

    static void run(Association session, Instant now) {
        Optional<Timers.Running<Timer>> due = session.timers().due(now);
        while (due.isPresent()) {
            run(session, due.get(), now);
            due = session.timers().due(now);
        }
    }

    private static void run(Association session, Timers.Running<Timer> due, Instant now) {
        switch (due.timer()) {
            case HALF_OPEN -> session.mainModes().halfOpen((Negotiation) due.subject(), now);
            case REKEY_PHASE_ONE -> rekeyPhaseOne(session, (IsakmpSa) due.subject(), now);
            case END_PHASE_ONE -> session.delete((IsakmpSa) due.subject(), now);
            case SUPERFLUOUS_PHASE_ONE -> superfluous(session, (IsakmpSa) due.subject(), now);
            case PATIENCE -> patience(session, now);
            case LIVENESS -> liveness(session, now);
            case KEEPALIVE -> keepalive(session, now);
            case CREATE_CHILD -> session.upkeep().createChild(now);
            case REKEY_CHILD -> session.upkeep().rekey((Child) due.subject());
            case END_CHILD -> session.upkeep().expire((Child) due.subject());
            case COMMIT, SWITCH -> ((QuickExchange) due.subject()).serve(now);
            case DELETE_CHILD -> {
                session.upkeep().tellDeleted((Child) due.subject());
                session.children().linger((Child) due.subject(), now);
            }
            case INBOUND_GRACE -> session.children().remove((Child) due.subject());
            case FORGET_QUICK_MODE -> session.quickModes().forget((QuickExchange) due.subject());
        }
    }

    private static void rekeyPhaseOne(Association session, IsakmpSa sa, Instant now) {
        if (session.isakmpSas().current().filter(current -> current == sa).isPresent()) {
            session.rekeyPhaseOne(now);
        }
    }

    private static void superfluous(Association session, IsakmpSa sa, Instant now) {
        if (session.quickModes().isUnderWay(sa)) {
            session.timers().start(Timer.SUPERFLUOUS_PHASE_ONE, sa, now.plus(A_LITTLE_LATER));
        } else if (session.isakmpSas()
                .current()
                .filter(current -> current != sa)
                .isPresent()) {
            session.delete(sa, now);
        }
    }

    /** The other end had its time; if a main mode of this end came to nothing before, it is tried again. */
    private static void patience(Association session, Instant now) {
        if (session.isakmpSas().isEmpty()
                && session.negotiations().own().isEmpty()
                && (session.wishes().next().isPresent() || !session.children().isEmpty())) {
            session.mainModes().begin(Negotiation.Purpose.NEEDED, now);
        }
    }

    /** The timer is not moved for each message, but looks when it is due whether there was one. */
    private static void liveness(Association session, Instant now) {
        Optional<Duration> interval = session.terms().map(IsakmpTerms::livenessInterval);
        if (interval.isEmpty()) {
            session.timers().start(Timer.LIVENESS, session, now.plus(A_LITTLE_LATER));
            return;
        }
        Instant at = session.heardAt().plus(interval.get());
        if (at.isAfter(now)) {
            session.timers().start(Timer.LIVENESS, session, at);
            return;
        }
        Optional<IsakmpSa> sa = session.isakmpSas().current();
        boolean answers = sa.filter(s -> s.peer().dpd()).isPresent();
        if (answers || sa.isEmpty()) {
            session.checkLiveness(now);
        }
        session.timers().start(Timer.LIVENESS, session, now.plus(interval.get()));
    }

    private static void keepalive(Association session, Instant now) {
        Optional<Duration> interval = session.terms().map(IsakmpTerms::natKeepaliveInterval);
        Instant next = now.plus(interval.orElse(A_LITTLE_LATER));
        Instant at = session.sentAt().plus(interval.orElse(Duration.ZERO));
        if (!at.isAfter(now)) {
            session.keepalive();
        } else {
            next = at;
        }
        session.timers().start(Timer.KEEPALIVE, session, next);
    }
}
