package io.secureconnect.core.ike.host;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.session.IkeEffect;
import io.secureconnect.spi.Datagram;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All sessions of one path: what becomes of each, which one stays, and what happens to the SAs of those that go. */
final class PathSessions {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration MOMENT = Duration.ofMillis(500);
    private static final Duration CHILD_AGAIN = Duration.ofSeconds(10);

    private final HostContext host;
    private final Peering peering;
    private final Turns turns;
    private final LastFailure failure;
    private final Superseded superseded;
    private final LateOutbound late;
    private final List<Held> sessions = new ArrayList<>(1);
    private Optional<Instant> settleAt = Optional.empty();
    private Optional<Instant> childAt = Optional.empty();

    PathSessions(HostContext host, Peering peering, Turns turns, LastFailure failure) {
        this.host = host;
        this.peering = peering;
        this.turns = turns;
        this.failure = failure;
        this.superseded = new Superseded(host::emit);
        this.late = new LateOutbound(host::emit);
    }

    /** This host begins it, with {@link Held#session}'s start. */
    void initiate(Held held, Instant now) {
        sessions.add(held);
        begin(held);
        count(held);
        process(held, held.session.start(now), now);
    }

    /** A stranger's first message made it. */
    void respond(Held held) {
        sessions.add(held);
        held.halfOpen = true;
        host.halfOpen++;
    }

    /** This host proves both ends anew on a session that serves for good. */
    void renew(Held held, Instant now) {
        begin(held);
        process(held, held.session.renew(now), now);
    }

    private void begin(Held held) {
        held.own = true;
        held.starting = true;
        host.starts.begun();
    }

    private void count(Held held) {
        if (!held.counted) {
            held.counted = true;
            host.opened(peering.peer());
        }
    }

    void receive(Held held, Datagram datagram, Instant now) {
        Optional<Instant> before = held.session.lastHeard();
        List<IkeEffect> effects = held.session.receive(datagram, now);
        if (!held.session.lastHeard().equals(before)) {
            late.heard(held);
        }
        process(held, effects, now);
    }

    /** Carries out what a session answered; everything that follows from it is done as well. */
    void process(Held held, List<IkeEffect> effects, Instant now) {
        for (IkeEffect effect : effects) {
            switch (effect.kind()) {
                case SEND -> host.emit(effect);
                case INSTALL -> install(held, (IkeEffect.Install) effect, effects, now);
                case REMOVE -> remove(held, ((IkeEffect.Remove) effect).id(), now);
                case ESTABLISHED -> established(held, ((IkeEffect.Established) effect).initialContact(), now);
                case FAILED -> failed(held, ((IkeEffect.Failed) effect).fault(), now);
                case ENDED -> ended(held, now);
            }
        }
        if (sessions.contains(held)) {
            host.table.update(held);
            Instant soonest = now.plusMillis(1); // whatever a session says, the loop gets on
            host.sessionTimers.set(held, held.session.wakeAt().map(at -> at.isAfter(soonest) ? at : soonest));
        }
        review(now);
    }

    private void install(Held held, IkeEffect.Install install, List<IkeEffect> together, Instant now) {
        SaId id = install.sa().id();
        host.installing(id, held);
        boolean answersFirst = held.isPending() && !held.session.isInitiator() && !held.session.isPerpetual();
        boolean restarted = together.stream()
                .anyMatch(effect -> effect.kind() == IkeEffect.Kind.ESTABLISHED
                        && ((IkeEffect.Established) effect).initialContact());
        if (id.direction() == Direction.OUTBOUND
                && answersFirst
                && !restarted
                && serving().anyMatch(Held::hasChild)) {
            late.hold(held, install, now);
        } else {
            host.emit(install);
        }
    }

    /** What a dump has shown of the path. */
    void seen(Collection<SaId> installed) {
        Set<SaId> strangers = installed.stream()
                .filter(id -> sessions.stream().noneMatch(held -> held.owns(id)))
                .collect(Collectors.toSet());
        superseded.seen(strangers);
    }

    /** SAs that somebody took away are made anew. */
    void repair(Set<SaId> installed, Instant now) {
        for (Held held : serving().collect(Collectors.toList())) {
            List<SaId> missing = held.session.children().stream()
                    .filter(child -> !child.replaced())
                    .flatMap(child -> Stream.of(
                            new SaId(peering.path(), Direction.INBOUND, child.inbound()),
                            new SaId(peering.path(), Direction.OUTBOUND, child.outbound())))
                    .filter(id -> !installed.contains(id) && !host.isInstalling(id))
                    .collect(Collectors.toList());
            for (SaId id : missing) {
                process(held, held.session.expired(id, now), now);
            }
        }
    }

    /** What this host began for something that is not wanted any more goes without a word. */
    void withdraw(Instant now) {
        List<Held> outdated = sessions.stream()
                .filter(held -> held.isPending() && held.starting)
                .collect(Collectors.toList());
        outdated.forEach(held -> process(held, held.session.abandon(now), now));
    }

    /** All are closed. */
    void leave(Instant now) {
        List.copyOf(sessions)
                .forEach(held ->
                        process(held, held.isPending() ? held.session.abandon(now) : held.session.close(now), now));
    }

    /** All are forgotten and wiped, without effects. */
    void abandon(Instant now) {
        List.copyOf(sessions).forEach(held -> held.session.abandon(now));
        sessions.clear();
        late.wipe();
    }

    /** A packet waits for keys; false if there is no session that could make them. */
    boolean childWanted(Instant now) {
        boolean serves = serving().findAny().isPresent();
        if (serves) {
            childAt = childAt.map(at -> now);
        }
        return serves;
    }

    void expired(SaId id, boolean hard, Instant now) {
        for (Held held : List.copyOf(sessions)) {
            held.child(id)
                    .ifPresent(child -> process(
                            held,
                            hard ? held.session.expired(id, now) : held.session.rekeyChild(child.inbound(), now),
                            now));
        }
    }

    /** Does something on each session that has the SA. */
    void withOwnerOf(SaId id, Function<Held, List<IkeEffect>> work, Instant now) {
        for (Held held : List.copyOf(sessions)) {
            if (held.owns(id)) {
                process(held, work.apply(held), now);
            }
        }
    }

    /** The peer says in {@code contact} that it knows none of those that stood when it began. */
    void forgottenByPeer(Held contact, Instant now) {
        List<Held> forgotten = sessions.stream()
                .filter(held -> held != contact
                        && held.establishedAt
                                .filter(at -> !at.isAfter(contact.begunAt))
                                .isPresent())
                .collect(Collectors.toList());
        for (Held held : forgotten) {
            held.forgotten = true;
            process(held, held.session.abandon(now), now);
        }
    }

    void due(Instant now) {
        superseded.due(now);
        late.due(now);
        if (Turns.isDue(settleAt, now)) {
            settleAt = Optional.empty();
            settle(now);
        }
        if (Turns.isDue(childAt, now)) {
            childAt = Optional.of(now.plus(CHILD_AGAIN).plus(host.jitter(SOON)));
            if (!host.suspended) {
                newest().ifPresent(held -> process(held, held.session.createChild(now), now));
            }
        }
    }

    Optional<Instant> next() {
        return Stream.of(settleAt, childAt, superseded.next(), late.next())
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    private void established(Held held, boolean initialContact, Instant now) {
        boolean again = !held.isPending();
        release(held);
        held.renewed();
        turns.established(held.own && !again);
        failure.clear();
        if (!again) {
            held.establishedAt = Optional.of(now);
            count(held);
            host.contactMade(peering.peer());
        }
        host.emit(new IkeEffect.Established(peering.path(), initialContact));
        if (initialContact && !again) {
            host.peeringsWith(peering.peer()).forEach(other -> other.forgottenByPeer(held, now));
        }
        if (held.hasChild()) {
            closeReplaced(held, now);
        } else if (!held.session.isPerpetual() && held.replaces.stream().anyMatch(Held::serves)) {
            closeGently(held, now); // the old one has keys, the new one none
            turns.renewLater(NegotiationFailure.PEER_REFUSED, now);
        }
        if (serving().count() > 1) {
            settleAt = Optional.of(now.plus(MOMENT));
        }
        if (again) {
            peering.renewIfOutdated(now); // something may have changed meanwhile
        }
    }

    /** The new one has keys. */
    private void closeReplaced(Held held, Instant now) {
        List<Held> replaced = held.replaces;
        held.replaces = List.of();
        replaced.stream().filter(Held::serves).forEach(old -> closeGently(old, now));
    }

    private void failed(Held held, IkeFault fault, Instant now) {
        held.lastReason = fault.reason();
        boolean pending = held.isPending();
        boolean hopeless =
                pending && held.replaces.isEmpty() && serving().findAny().isPresent();
        if (peering.isWanted() && !held.retiring && !hopeless) {
            failure.note(peering, fault, pending && !held.own, now);
        }
        if (held.starting && held.session.isPerpetual() && !held.session.isEnded()) {
            release(held);
            if (pending) {
                turns.backOff(fault.reason(), now);
            } else {
                turns.renewLater(fault.reason(), now);
            }
        }
    }

    private void ended(Held held, Instant now) {
        if (!sessions.remove(held)) {
            return;
        }
        release(held);
        if (held.counted) {
            host.ended(peering.peer());
        }
        host.table.remove(held);
        host.sessionTimers.cancel(held);
        if (!peering.isWanted()) {
            return;
        }
        boolean stood = !held.isPending();
        boolean alone = serving().findAny().isEmpty();
        if (stood && alone && !held.retiring) {
            host.emit(new IkeEffect.Ended(peering.path()));
        }
        if (!alone && !stood && !held.replaces.isEmpty()) {
            turns.renewLater(held.lastReason, now);
        } else if (alone && !stood && held.own) {
            turns.backOff(held.lastReason, now);
        } else if (alone) {
            turns.ended(now);
        }
    }

    private void release(Held held) {
        if (held.starting) {
            host.starts.over();
        }
        if (held.halfOpen) {
            host.halfOpen--;
        }
        held.starting = false;
        held.halfOpen = false;
    }

    /** One IKE SA a path. */
    private void settle(Instant now) {
        List<Held> standing = serving().collect(Collectors.toList());
        if (standing.size() < 2) {
            return;
        }
        Held winner = Duplicates.winner(standing);
        boolean unproven = false;
        for (Held loser : standing) {
            if (loser == winner) {
                continue;
            }
            Instant closeAt = Duplicates.closeAt(winner, loser);
            if (closeAt.isAfter(now)) {
                settleAt = earliest(settleAt, closeAt);
            } else if (Duplicates.isProven(winner, loser)) {
                closeGently(loser, now);
            } else {
                unproven = true;
            }
        }
        if (unproven) {
            settleAt = earliest(settleAt, now.plus(SOON));
            process(winner, winner.session.checkLiveness(now), now);
        }
    }

    /** Another session has its work: nothing is sent on it any more, and what is on its way still comes in. */
    private void closeGently(Held held, Instant now) {
        held.retiring = true;
        late.releaseAll();
        held.session
                .children()
                .forEach(child ->
                        superseded.retire(new SaId(peering.path(), Direction.OUTBOUND, child.outbound()), now));
        process(held, held.session.close(now), now);
    }

    private void remove(Held held, SaId id, Instant now) {
        if (late.drop(id)) {
            host.installed(id); // nobody was asked
            return;
        }
        if (id.direction() == Direction.OUTBOUND && peering.isWanted()) {
            late.releaseAll();
        }
        if (held.forgotten) {
            superseded.untilKeyed(id);
        } else if (held.retiring) {
            superseded.retire(id, now);
        } else {
            host.emit(new IkeEffect.Remove(id));
        }
    }

    /** Looks whether the path has keys, and when something has to be done next. */
    void review(Instant now) {
        boolean keyed = serving().anyMatch(Held::hasChild);
        if (keyed) {
            serving()
                    .filter(held -> held.hasChild() && !held.replaces.isEmpty())
                    .findAny()
                    .ifPresent(held -> closeReplaced(held, now)); // its child came after it stood
            superseded.keyed(now);
            childAt = Optional.empty();
        } else if (childAt.isEmpty() && serving().findAny().isPresent()) {
            childAt = Optional.of(now.plus(turns.begins() ? SOON : turns.patience()));
        }
        peering.schedule();
    }

    /** Those that stand and are meant to go on. */
    Stream<Held> serving() {
        return sessions.stream().filter(Held::serves);
    }

    Optional<Held> newest() {
        return serving().max(Comparator.comparing(held -> held.establishedAt.orElseThrow()));
    }

    /** The session that serves the path for good with that version, and is spoken on {@code port} of this host, if there is one. */
    Optional<Held> perpetual(IkeVersion version, int port) {
        return sessions.stream()
                .filter(held -> held.version == version
                        && held.isSpokenOn(port)
                        && held.session.isPerpetual()
                        && !held.retiring
                        && !held.forgotten
                        && !held.session.isEnded())
                .findFirst();
    }

    /** Whether something that this host began is under way. */
    boolean isBeginning() {
        return sessions.stream().anyMatch(held -> held.starting);
    }

    /** How many negotiations that this host began are on their way to their first standing. */
    long ownPending() {
        return sessions.stream()
                .filter(held -> held.isPending() && held.counted)
                .count();
    }

    long halfOpen() {
        return sessions.stream().filter(held -> held.halfOpen).count();
    }

    private static Optional<Instant> earliest(Optional<Instant> one, Instant other) {
        return Optional.of(one.filter(at -> at.isBefore(other)).orElse(other));
    }
}
