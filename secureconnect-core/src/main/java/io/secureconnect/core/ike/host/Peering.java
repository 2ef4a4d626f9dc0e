package io.secureconnect.core.ike.host;

import io.secureconnect.api.keying.IkeSaStatus;
import io.secureconnect.api.keying.PathNegotiation;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.core.ike.session.IkeEffect;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.UdpEndpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One path: what policy wants of it, and how a session begins on it, by this host or by its peer. */
final class Peering {
    private static final Duration MOMENT = Duration.ofMillis(500);
    private static final Duration PEER_HAS_COME = Duration.ofSeconds(5);

    /** Half-open negotiations on one path from which on a cookie is asked for, and at which no more are kept. */
    private static final int HALF_OPEN_BEFORE_COOKIES = 2;

    private static final int HALF_OPEN_LIMIT = 8;

    private final HostContext host;
    private final Turns turns;
    private final LastFailure failure;
    private final PathSessions sessions;

    /** The last wish of each version, for a session that goes on until one of another version stands. */
    private final Map<IkeVersion, PeerWish> wishes = new EnumMap<>(IkeVersion.class);

    private PeerWish wish;
    private boolean wanted = true;

    Peering(HostContext host, PeerWish wish) {
        this.host = host;
        this.wish = wish;
        this.wishes.put(wish.version(), wish);
        this.turns = new Turns(host, this, wish.beginsHere());
        this.failure = new LastFailure(host);
        this.sessions = new PathSessions(host, this, turns, failure);
    }

    HostPair path() {
        return wish.path();
    }

    String peer() {
        return wish.peer();
    }

    IkeVersion version() {
        return wish.version();
    }

    /** Where policy wants IKE on the path. */
    IkePorts ports() {
        return wish.ikePorts();
    }

    boolean isWanted() {
        return wanted;
    }

    /** The first start: spread, or after the other end had its time. */
    void appear(Instant now) {
        turns.appear(now);
        schedule();
    }

    /** What is wanted now, and what the kernel holds on the path. */
    void want(PeerWish next, Collection<SaId> installed, Instant now) {
        boolean changed = !wish.equals(next);
        wish = changed ? next : wish; // one object for as long as nothing changes
        wishes.put(wish.version(), wish);
        if (next.beginsHere()) {
            turns.beginsByPolicy();
        }
        sessions.seen(installed);
        if (changed) {
            sessions.withdraw(now);
            turns.wishChanged(now);
        }
        sessions.repair(Set.copyOf(installed), now);
        renewIfOutdated(now);
        sessions.review(now);
    }

    void renewIfOutdated(Instant now) {
        if (!outdated().isEmpty()) {
            turns.renewSoon(wish.beginsHere(), now);
        }
    }

    /** Nobody wants the path any more, or the engine ends and takes its SAs along. */
    void leave(Instant now) {
        wanted = false;
        turns.withdraw();
        host.pathTimers.cancel(this);
        sessions.leave(now);
    }

    /** Wipes what is secret and forgets all. */
    void abandon(Instant now) {
        sessions.abandon(now);
    }

    /** A packet waits for keys. */
    void acquire(Instant now) {
        if (!sessions.childWanted(now) && !sessions.isBeginning()) {
            turns.acquire(failure.last().map(PathNegotiation.Failure::at), now);
        }
        schedule();
    }

    /** An SA reached a limit. */
    void expired(SaId id, boolean hard, Instant now) {
        sessions.expired(id, hard, now);
    }

    void mappingChanged(SaId id, UdpEndpoint remote, Instant now) {
        sessions.withOwnerOf(id, held -> held.session.mappingChanged(remote, now), now);
    }

    void forgottenByPeer(Held contact, Instant now) {
        sessions.forgottenByPeer(contact, now);
    }

    /** Whether so many negotiations of strangers wait here that the next has to return a cookie. */
    boolean asksForCookies() {
        return sessions.halfOpen() >= HALF_OPEN_BEFORE_COOKIES;
    }

    boolean isFull() {
        return sessions.halfOpen() >= HALF_OPEN_LIMIT;
    }

    /** The session that serves the path for good with that version, and is spoken on {@code port} of this host, if there is one. */
    Optional<Held> perpetual(IkeVersion version, int port) {
        return sessions.perpetual(version, port);
    }

    void receive(Held held, Datagram datagram, Instant now) {
        sessions.receive(held, datagram, now);
    }

    /** What became of something else that was asked of a session. */
    void process(Held held, List<IkeEffect> effects, Instant now) {
        sessions.process(held, effects, now);
    }

    /**
     * Answers the first message of the peer, if there is anything to answer with.
     *
     * @param first by what it is known when it comes again; empty where the path is enough
     */
    void respond(Datagram request, Optional<SessionTable.First> first, Instant now) {
        SessionFactory.Made made = host.sessions(version()).respond(wishNow(), request.local(), request.remote());
        made.fault().ifPresent(fault -> {
            failure.note(this, fault, true, now);
            host.counters.count(IkeCounter.NOT_NOW, now, () -> "no credential for " + peer());
        });
        made.session().ifPresent(session -> {
            Held held = new Held(session, this, wish, host.credentials(wish), now, first);
            sessions.respond(held);
            receive(held, request, now);
        });
    }

    /** Its turn to begin has come. */
    void begin(Instant now) {
        List<Held> outdated = outdated();
        boolean needed = sessions.serving().findAny().isEmpty() || !outdated.isEmpty();
        if (!wanted || !needed || sessions.isBeginning()) {
            return;
        }
        if (!turns.begins() && sessions.halfOpen() > 0) {
            turns.later(PEER_HAS_COME, now); // the peer has come by itself
        } else if (host.isFirstContactUnderWay(peer())) {
            turns.later(MOMENT, now);
        } else {
            sessions.perpetual(version(), ports().ike())
                    .ifPresentOrElse(held -> renew(held, outdated, now), () -> initiate(outdated, now));
        }
        schedule();
    }

    private void initiate(List<Held> outdated, Instant now) {
        int port = ports().ike();
        SessionFactory.Made made = host.sessions(version())
                .initiate(wishNow(), new UdpEndpoint(path().local(), port), new UdpEndpoint(path().remote(), port));
        made.fault().ifPresent(fault -> {
            failure.note(this, fault, false, now);
            turns.backOff(fault.reason(), now);
        });
        made.session().ifPresent(session -> {
            Held held = new Held(session, this, wish, host.credentials(wish), now, Optional.empty());
            held.replaces = outdated;
            sessions.initiate(held, now);
        });
    }

    private void renew(Held held, List<Held> outdated, Instant now) {
        held.renewing(wish, host.credentials(wish));
        held.replaces = outdated.stream().filter(old -> old != held).collect(Collectors.toUnmodifiableList());
        sessions.renew(held, now);
    }

    private Supplier<PeerWish> wishNow() {
        IkeVersion version = version();
        return () -> wishes.getOrDefault(version, wish);
    }

    private List<Held> outdated() {
        Object credentials = host.credentials(wish);
        return sessions.serving().filter(held -> !held.suits(wish, credentials)).collect(Collectors.toList());
    }

    /** Does what is due on this path. */
    void due(Instant now) {
        turns.due(now);
        sessions.due(now);
        schedule();
    }

    void schedule() {
        if (wanted) {
            host.pathTimers.set(
                    this,
                    Stream.of(turns.next(), sessions.next())
                            .flatMap(Optional::stream)
                            .min(Instant::compareTo));
        }
    }

    /** Whether this is the only IKE SA with the peer that this host knows of, on all paths. */
    boolean isInitialContact() {
        return host.sessionsWith(peer()) <= sessions.ownPending();
    }

    PathNegotiation negotiation() {
        Optional<IkeSaStatus> standing = sessions.newest()
                .flatMap(held -> held.session
                        .proposal()
                        .map(proposal -> new IkeSaStatus(
                                held.version,
                                held.session.isInitiator(),
                                held.establishedAt.orElseThrow(),
                                proposal,
                                held.session.natDetected())));
        return new PathNegotiation(path(), standing, failure.last());
    }

    int standing() {
        return (int) sessions.serving().count();
    }
}
