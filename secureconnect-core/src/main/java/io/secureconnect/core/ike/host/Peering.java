package io.secureconnect.core.ike.host;

import io.secureconnect.api.keying.IkeSaStatus;
import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.keying.PathNegotiation;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.session.IkeEffect;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.UdpEndpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One path and all sessions on it: when this host begins one, what becomes of them, and which stays. */
final class Peering {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration MOMENT = Duration.ofMillis(500);
    private static final Duration TOLD_AGAIN = Duration.ofSeconds(10);
    private static final Duration CHILD_AGAIN = Duration.ofSeconds(10);

    /** How long the end that need not begin waits before it renews what policy or credentials have outdated. */
    private static final Duration RENEWAL_OF_THE_OTHER = Duration.ofSeconds(30);

    /** Half-open negotiations on one path from which on a cookie is asked for, and at which no more are kept. */
    private static final int HALF_OPEN_BEFORE_COOKIES = 2;

    private static final int HALF_OPEN_LIMIT = 8;

    private final HostContext host;
    private final Superseded superseded;
    private final List<Held> sessions = new ArrayList<>(1);
    private PeerWish wish;
    private boolean wanted = true;

    /** Whether this host begins without being asked: by policy, or because it had to before. */
    private boolean begins;

    private Optional<Instant> startAt = Optional.empty();
    private Optional<Instant> settleAt = Optional.empty();
    private Optional<Instant> childAt = Optional.empty();
    private Optional<Instant> renewAt = Optional.empty();
    private int failures;
    private Optional<PathNegotiation.Failure> failure = Optional.empty();
    private Optional<Instant> toldAt = Optional.empty();

    Peering(HostContext host, PeerWish wish) {
        this.host = host;
        this.wish = wish;
        this.begins = wish.beginsHere();
        this.superseded = new Superseded(host::emit);
    }

    HostPair path() {
        return wish.path();
    }

    String peer() {
        return wish.peer();
    }

    /** The first start: spread, or after the other end had its time. */
    void appear(Instant now) {
        startAt = Optional.of(now.plus(begins ? host.jitter(host.settings.startSpread()) : patience()));
        schedule();
    }

    /** What is wanted now, and what the kernel holds on the path. */
    void want(PeerWish next, Collection<SaId> installed, Instant now) {
        boolean changed = !wish.equals(next);
        wish = changed ? next : wish; // one object for as long as nothing changes
        begins |= next.beginsHere();
        Set<SaId> strangers = installed.stream()
                .filter(id -> sessions.stream().noneMatch(held -> held.owns(id)))
                .collect(Collectors.toSet());
        superseded.seen(strangers);
        if (changed) {
            List<Held> outdated = sessions.stream()
                    .filter(held -> held.isPending() && held.session.isInitiator())
                    .collect(Collectors.toList());
            outdated.forEach(held -> process(held, held.session.abandon(now), now));
            failures = 0;
            startAt = startAt.map(at -> begins ? now.plus(host.jitter(host.settings.startSpread())) : at);
        }
        repair(Set.copyOf(installed), now);
        renewSoon(now);
        review(now);
    }

    /** Nobody wants the path any more, or the engine ends and takes its SAs along. */
    void leave(Instant now) {
        wanted = false;
        host.starts.withdraw(this);
        host.pathTimers.cancel(this);
        List.copyOf(sessions)
                .forEach(held ->
                        process(held, held.isPending() ? held.session.abandon(now) : held.session.close(now), now));
    }

    /** Wipes what is secret and forgets all. */
    void abandon(Instant now) {
        List.copyOf(sessions).forEach(held -> held.session.abandon(now));
        sessions.clear();
    }

    /** A packet waits for keys. */
    void acquire(Instant now) {
        if (serving().findAny().isPresent()) {
            childAt = childAt.map(at -> now);
        } else if (sessions.stream().noneMatch(held -> held.isPending() && held.session.isInitiator())) {
            Duration wait = begins ? Duration.ZERO : SOON.plus(host.jitter(SOON));
            Instant earliest = failure.map(failed -> failed.at().plus(SOON)).orElse(now);
            Instant at = latest(now.plus(wait), earliest);
            if (startAt.filter(set -> set.isBefore(at)).isEmpty()) {
                startAt = Optional.of(at);
            }
            if (!at.isAfter(now)) {
                startAt = Optional.empty();
                host.starts.add(this, true);
            }
        }
        schedule();
    }

    /** An SA reached a limit. */
    void expired(SaId id, boolean hard, Instant now) {
        for (Held held : List.copyOf(sessions)) {
            held.child(id)
                    .ifPresent(child -> process(
                            held,
                            hard ? held.session.expired(id, now) : held.session.rekeyChild(child.inbound(), now),
                            now));
        }
    }

    void mappingChanged(SaId id, UdpEndpoint remote, Instant now) {
        for (Held held : List.copyOf(sessions)) {
            if (held.owns(id)) {
                process(held, held.session.mappingChanged(remote, now), now);
            }
        }
    }

    /** Whether so many negotiations of strangers wait here that the next has to return a cookie. */
    boolean asksForCookies() {
        return halfOpen() >= HALF_OPEN_BEFORE_COOKIES;
    }

    boolean isFull() {
        return halfOpen() >= HALF_OPEN_LIMIT;
    }

    /** Answers the first message of the peer. False if there is nothing to answer with. */
    boolean respond(Datagram request, SessionTable.First first, SessionFactory factory, Instant now) {
        TermsSource.Terms terms = host.terms.of(wish);
        if (terms.fault().isPresent()) {
            note(terms.fault().get(), true, now);
            return false;
        }
        Held held = new Held(
                factory.respond(terms.terms().orElseThrow(), request.local(), request.remote()),
                this,
                wish,
                host.terms.credentials(wish),
                now,
                Optional.of(first));
        sessions.add(held);
        host.halfOpen++;
        process(held, held.session.receive(request, now), now);
        return true;
    }

    /** Its turn to begin has come. */
    void begin(SessionFactory factory, Instant now) {
        List<Held> outdated = outdated();
        boolean needed = serving().findAny().isEmpty() || !outdated.isEmpty();
        if (!wanted || !needed || sessions.stream().anyMatch(h -> h.isPending() && h.session.isInitiator())) {
            return;
        }
        if (!begins && halfOpen() > 0) {
            startLater(SOON.multipliedBy(5), now); // the peer has come by itself
        } else if (host.isFirstContactUnderWay(wish.peer())) {
            startLater(MOMENT, now);
        } else {
            initiate(factory, outdated, now);
        }
        schedule();
    }

    private void initiate(SessionFactory factory, List<Held> outdated, Instant now) {
        TermsSource.Terms terms = host.terms.of(wish);
        if (terms.fault().isPresent()) {
            note(terms.fault().get(), false, now);
            backOff(terms.fault().get().reason(), now);
            return;
        }
        Held held = new Held(
                factory.initiate(
                        terms.terms().orElseThrow(),
                        new UdpEndpoint(path().local(), host.settings.ports().ike()),
                        new UdpEndpoint(path().remote(), host.settings.ports().ike())),
                this,
                wish,
                host.terms.credentials(wish),
                now,
                Optional.empty());
        held.replaces = outdated;
        sessions.add(held);
        host.starts.begun();
        host.opened(wish.peer());
        process(held, held.session.start(now), now);
    }

    /** Carries out what a session of this path answered; everything that follows from it is done as well. */
    void process(Held held, List<IkeEffect> effects, Instant now) {
        for (IkeEffect effect : effects) {
            switch (effect.kind()) {
                case SEND -> host.emit(effect);
                case INSTALL -> {
                    host.installing(((IkeEffect.Install) effect).sa().id(), held);
                    host.emit(effect);
                }
                case REMOVE -> remove(held, ((IkeEffect.Remove) effect).id(), now);
                case ESTABLISHED -> established(held, ((IkeEffect.Established) effect).initialContact(), now);
                case FAILED -> failed(held, ((IkeEffect.Failed) effect).fault(), now);
                case ENDED -> ended(held, now);
            }
        }
        if (sessions.contains(held)) {
            host.table.update(held);
            Instant soonest = now.plusMillis(1); // whatever a session says, the loop gets on
            host.sessionTimers.set(held, held.session.wakeAt().map(at -> latest(at, soonest)));
        }
        review(now);
    }

    /** Does what is due on this path. */
    void due(Instant now) {
        superseded.due(now);
        if (isDue(startAt, now)) {
            startAt = Optional.empty();
            host.starts.add(this, false);
        }
        if (isDue(renewAt, now)) {
            renewAt = Optional.empty();
            host.starts.add(this, false);
        }
        if (isDue(settleAt, now)) {
            settleAt = Optional.empty();
            settle(now);
        }
        if (isDue(childAt, now)) {
            childAt = Optional.of(now.plus(CHILD_AGAIN).plus(host.jitter(SOON)));
            if (!host.suspended) {
                serving()
                        .max(Comparator.comparing(held -> held.establishedAt.orElseThrow()))
                        .ifPresent(held -> process(held, held.session.createChild(now), now));
            }
        }
        schedule();
    }

    /** Whether this is the only IKE SA with the peer that this host knows of, on all paths. */
    boolean isInitialContact() {
        long own = sessions.stream()
                .filter(held -> held.isPending() && held.session.isInitiator())
                .count();
        return host.sessionsWith(wish.peer()) <= own;
    }

    PathNegotiation negotiation() {
        Optional<IkeSaStatus> standing = serving()
                .max(Comparator.comparing(held -> held.establishedAt.orElseThrow()))
                .flatMap(held -> held.session
                        .proposal()
                        .map(proposal -> new IkeSaStatus(
                                held.wish.version(),
                                held.session.isInitiator(),
                                held.establishedAt.orElseThrow(),
                                proposal,
                                held.session.natDetected())));
        return new PathNegotiation(path(), standing, failure);
    }

    int standing() {
        return (int) serving().count();
    }

    private void established(Held held, boolean initialContact, Instant now) {
        pendingNoMore(held);
        held.establishedAt = Optional.of(now);
        if (held.session.isInitiator()) {
            begins = true;
        } else {
            host.opened(wish.peer());
        }
        host.contactMade(wish.peer());
        failures = 0;
        failure = Optional.empty();
        startAt = Optional.empty();
        host.starts.withdraw(this);
        host.emit(new IkeEffect.Established(path(), initialContact));
        if (initialContact) {
            host.peeringsWith(wish.peer()).forEach(peering -> peering.forgottenByPeer(held, now));
        }
        if (held.hasChild()) {
            held.replaces.stream().filter(Held::serves).forEach(old -> closeGently(old, now));
        } else if (held.replaces.stream().anyMatch(Held::serves)) {
            closeGently(held, now); // the old one has keys, the new one none
            renewAt = Optional.of(now.plus(Backoff.after(++failures, NegotiationFailure.PEER_REFUSED, host.random)));
        }
        if (serving().count() > 1) {
            settleAt = Optional.of(now.plus(MOMENT));
        }
    }

    /** The peer says in {@code contact} that it knows none of those that stood when it began. */
    private void forgottenByPeer(Held contact, Instant now) {
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

    private void failed(Held held, IkeFault fault, Instant now) {
        held.lastReason = fault.reason();
        boolean hopeless = held.isPending()
                && held.replaces.isEmpty()
                && serving().findAny().isPresent();
        if (wanted && !held.retiring && !hopeless) {
            note(fault, held.isPending() && !held.session.isInitiator(), now);
        }
    }

    private void note(IkeFault fault, boolean byStranger, Instant now) {
        failure = Optional.of(new PathNegotiation.Failure(fault.reason(), fault.detail(), now));
        if (!byStranger
                || toldAt.filter(at -> now.isBefore(at.plus(TOLD_AGAIN))).isEmpty()) {
            toldAt = Optional.of(now);
            host.emit(new IkeEffect.Failed(path(), fault));
        }
    }

    private void ended(Held held, Instant now) {
        if (!sessions.remove(held)) {
            return;
        }
        boolean stood = held.establishedAt.isPresent();
        boolean own = held.session.isInitiator();
        if (stood || own) {
            host.ended(wish.peer());
        }
        if (!stood) {
            pendingNoMore(held);
        }
        host.table.remove(held);
        host.sessionTimers.cancel(held);
        if (!wanted) {
            return;
        }
        boolean alone = serving().findAny().isEmpty();
        if (stood && alone && !held.retiring) {
            host.emit(new IkeEffect.Ended(path()));
        }
        if (!alone && !stood && !held.replaces.isEmpty()) {
            renewAt = Optional.of(now.plus(Backoff.after(++failures, held.lastReason, host.random)));
        } else if (alone && !stood && own) {
            backOff(held.lastReason, now);
        } else if (alone && startAt.isEmpty() && !host.starts.has(this)) {
            startLater(begins ? host.jitter(SOON) : patience(), now);
        }
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
        held.session
                .children()
                .forEach(child -> superseded.retire(new SaId(path(), Direction.OUTBOUND, child.outbound()), now));
        process(held, held.session.close(now), now);
    }

    private void remove(Held held, SaId id, Instant now) {
        if (held.forgotten) {
            superseded.untilKeyed(id);
        } else if (held.retiring) {
            superseded.retire(id, now);
        } else {
            host.emit(new IkeEffect.Remove(id));
        }
    }

    /** SAs that somebody took away are made anew. */
    private void repair(Set<SaId> installed, Instant now) {
        for (Held held : serving().collect(Collectors.toList())) {
            List<SaId> missing = held.session.children().stream()
                    .filter(child -> !child.replaced())
                    .flatMap(child -> Stream.of(
                            new SaId(path(), Direction.INBOUND, child.inbound()),
                            new SaId(path(), Direction.OUTBOUND, child.outbound())))
                    .filter(id -> !installed.contains(id) && !host.isInstalling(id))
                    .collect(Collectors.toList());
            for (SaId id : missing) {
                process(held, held.session.expired(id, now), now);
            }
        }
    }

    private void renewSoon(Instant now) {
        if (renewAt.isEmpty() && !outdated().isEmpty()) {
            Duration wait = host.jitter(host.settings.startSpread());
            renewAt = Optional.of(now.plus(wish.beginsHere() ? wait : RENEWAL_OF_THE_OTHER.plus(wait)));
        }
    }

    private List<Held> outdated() {
        Object credentials = host.terms.credentials(wish);
        return serving().filter(held -> !held.suits(wish, credentials)).collect(Collectors.toList());
    }

    /** Looks whether the path has keys, and when something has to be done next. */
    private void review(Instant now) {
        boolean keyed = serving().anyMatch(Held::hasChild);
        if (keyed) {
            superseded.keyed(now);
            childAt = Optional.empty();
        } else if (childAt.isEmpty() && serving().findAny().isPresent()) {
            childAt = Optional.of(now.plus(begins ? SOON : patience()));
        }
        schedule();
    }

    private void schedule() {
        if (wanted) {
            host.pathTimers.set(
                    this,
                    Stream.of(startAt, settleAt, childAt, renewAt, superseded.next())
                            .flatMap(Optional::stream)
                            .min(Instant::compareTo));
        }
    }

    private void pendingNoMore(Held held) {
        if (held.session.isInitiator()) {
            host.starts.over();
        } else {
            host.halfOpen--;
        }
    }

    private void backOff(NegotiationFailure reason, Instant now) {
        startLater(Backoff.after(++failures, reason, host.random), now);
    }

    private void startLater(Duration wait, Instant now) {
        startAt = Optional.of(now.plus(wait));
    }

    private Duration patience() {
        Duration patience = host.settings.patience();
        return patience.plus(host.jitter(patience.dividedBy(2)));
    }

    private Stream<Held> serving() {
        return sessions.stream().filter(Held::serves);
    }

    private long halfOpen() {
        return sessions.stream()
                .filter(held -> held.isPending() && !held.session.isInitiator())
                .count();
    }

    private static boolean isDue(Optional<Instant> at, Instant now) {
        return at.filter(time -> !time.isAfter(now)).isPresent();
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Optional<Instant> earliest(Optional<Instant> one, Instant other) {
        return Optional.of(one.filter(at -> at.isBefore(other)).orElse(other));
    }
}
