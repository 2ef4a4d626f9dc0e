package io.secureconnect.core.ike.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The IKE SAs of a session: the one in use, and those that take its place or have lost it (RFC 7296 §1.3.2, §2.8). */
final class IkeSas {
    private final Conversation session;
    private final List<IkeSa> sas = new ArrayList<>(1);
    private IkeSa current;

    IkeSas(Conversation session, IkeSa first) {
        this.session = session;
        this.current = first;
        sas.add(first);
    }

    /** The one in use; the last that was, once the session has ended. */
    IkeSa current() {
        return current;
    }

    List<IkeSa> all() {
        return List.copyOf(sas);
    }

    /** The one that a message is for. */
    Optional<IkeSa> of(Incoming in, long initiatorSpi) {
        return sas.stream().filter(sa -> in.isFor(sa, initiatorSpi)).findFirst();
    }

    Set<Long> localSpis() {
        return sas.stream().map(IkeSa::localSpi).collect(Collectors.toUnmodifiableSet());
    }

    /** When the next request is due to be repeated. */
    Optional<Instant> dueAt() {
        Optional<Instant> earliest = Optional.empty();
        for (IkeSa sa : sas) {
            Optional<Instant> due = sa.localWindow().dueAt();
            if (due.isPresent() && (earliest.isEmpty() || due.get().isBefore(earliest.get()))) {
                earliest = due;
            }
        }
        return earliest;
    }

    void add(IkeSa sa) {
        sas.add(sa);
    }

    /** The session goes on under another IKE SA, unless it has left the old one already; children stay. */
    void replace(Established old, IkeSa made, Instant now) {
        old.replaced();
        if (current != old.sa()) {
            redirect(old.sa(), made);
            return;
        }
        current = made;
        if (!session.isClosing()) {
            startTimers(now);
        }
    }

    /** The peer rekeyed again an IKE SA that this host has not come to use yet. */
    private void redirect(IkeSa from, IkeSa to) {
        sas.stream()
                .flatMap(sa -> sa.established().stream())
                .flatMap(e -> e.remoteRekeying().stream())
                .filter(r -> r.isMade() && r.made() == from)
                .forEach(r -> r.made(to));
    }

    void startTimers(Instant now) {
        Duration lifetime = session.terms().ikeLifetime();
        Duration soft = session.context().times().withReserve(lifetime);
        Timers<Timer> timers = session.timers();
        timers.start(
                Timer.REKEY_IKE,
                session,
                now.plus(session.context().times().early(soft, session.context().random())));
        timers.start(Timer.END_IKE, session, now.plus(lifetime));
    }

    /** The peer deletes one that was replaced, or this host does after a while. */
    void awaitDelete(Established sa, Instant now) {
        sa.replaced();
        session.timers()
                .start(
                        Timer.AWAIT_IKE_DELETE,
                        sa,
                        now.plus(session.context().times().awaitedDelete()));
        goOnClosing();
    }

    /** Forgets an IKE SA beside the one in use. */
    void drop(IkeSa sa, Instant now) {
        sa.established().ifPresent(session.timers()::stopAll);
        sa.established().ifPresent(e -> e.interrupt(now));
        sas.remove(sa);
        sa.forget();
        for (IkeSa other : sas) {
            other.established()
                    .filter(e -> e.remoteRekeying()
                            .filter(r -> r.isMade() && r.made() == sa)
                            .isPresent())
                    .ifPresent(e -> e.remoteRekeying(null));
        }
        if (sa == current) {
            session.end(); // nothing took its place
        } else {
            goOnClosing();
        }
    }

    /** What was replaced while the session closes is settled, so its last IKE SA goes now. */
    private void goOnClosing() {
        if (session.isClosing()) {
            current.established()
                    .filter(e -> e.active(DeleteIkeLocal.class).isEmpty())
                    .ifPresent(e -> e.beginNext(new DeleteIkeLocal()));
        }
    }

    /** The peer has answered the delete of an IKE SA. */
    void deleted(Established sa, Instant now) {
        if (sa.isReplaced()) {
            drop(sa.sa(), now);
        } else {
            session.end();
        }
    }

    void forgetAll() {
        sas.forEach(IkeSa::forget);
        sas.clear();
    }
}
