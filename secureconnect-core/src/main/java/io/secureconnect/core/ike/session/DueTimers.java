package io.secureconnect.core.ike.session;

import java.time.Instant;
import java.util.Optional;

/** What each timer leads to. */
final class DueTimers {
    private DueTimers() {}

    static void run(Conversation session, Instant now) {
        Optional<Timers.Running<Timer>> due = session.timers().due(now);
        while (due.isPresent()) {
            run(session, due.get(), now);
            due = session.timers().due(now);
        }
    }

    private static void run(Conversation session, Timers.Running<Timer> due, Instant now) {
        switch (due.timer()) {
            case HALF_OPEN -> session.end(); // who never finished may never have been there
            case REKEY_IKE -> session.enqueue(new RekeyIkeLocalCreate());
            case END_IKE -> session.close();
            case AWAIT_IKE_DELETE -> ((Established) due.subject()).beginNext(new DeleteIkeLocal());
            case LIVENESS -> liveness(session, now);
            case KEEPALIVE -> keepalive(session, now);
            case CREATE_CHILD -> session.enqueue(new CreateChildLocal());
            case REKEY_CHILD -> session.rekey((Child) due.subject());
            case END_CHILD -> session.expire((Child) due.subject());
            case AWAIT_CHILD_DELETE -> deleteReplaced(session, (Child) due.subject());
            case INBOUND_GRACE -> session.children().remove((Child) due.subject());
        }
    }

    /** The timer is not moved for each message, but looks when it is due whether there was one. */
    private static void liveness(Conversation session, Instant now) {
        Instant silentSince = session.heardAt();
        Instant at = silentSince.plus(session.terms().livenessInterval());
        if (at.isAfter(now)) {
            session.timers().start(Timer.LIVENESS, session, at);
            return;
        }
        session.checkLiveness();
        session.timers().start(Timer.LIVENESS, session, now.plus(session.terms().livenessInterval()));
    }

    private static void keepalive(Conversation session, Instant now) {
        Instant at = session.sentAt().plus(session.terms().natKeepaliveInterval());
        boolean idle = !at.isAfter(now);
        if (idle) {
            session.outbox().add(new IkeEffect.Send(session.link().keepalive()));
        }
        session.timers()
                .start(Timer.KEEPALIVE, session, idle ? now.plus(session.terms().natKeepaliveInterval()) : at);
    }

    /** The peer did not delete what was replaced, so this host does. */
    private static void deleteReplaced(Conversation session, Child child) {
        child.remoteSuccessor()
                .filter(session.children()::has)
                .ifPresent(successor -> session.children().switchOutbound(child, successor));
        session.enqueue(DeleteChildLocal.replaced(child));
    }
}
