package io.secureconnect.core.ike.host;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.core.ike.session.ChildView;
import io.secureconnect.core.ike.session.PeerSession;
import io.secureconnect.spi.IkePorts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A session and what its host knows about it beside. */
final class Held {
    final PeerSession session;
    final Peering peering;

    final IkeVersion version;

    /** Where it is spoken, at both ends, as long as it lasts. */
    final IkePorts ports;

    final Instant begunAt;

    /** What was wanted, and by which credentials, when it began, or was last renewed. */
    private PeerWish wish;

    private Object credentials;

    /** The same of a renewal that is under way. */
    private Optional<Renewal> renewal = Optional.empty();

    /** By what a repeated IKE_SA_INIT is known; only of what a peer began. */
    final Optional<SessionTable.First> first;

    /** Whether this host began it, or began another phase 1 on it. */
    boolean own;

    /** Whether it takes one of the host's starts until what this host began is over. */
    boolean starting;

    /** Whether it is one of the host's half-open ones. */
    boolean halfOpen;

    /** Whether it counts among the sessions with its peer. */
    boolean counted;

    /** Sessions that are closed when this one stands. */
    List<Held> replaces = List.of();

    Set<Long> knownSpis = Set.of();
    Optional<Instant> establishedAt = Optional.empty();

    /** Why it came to nothing, if it did. */
    NegotiationFailure lastReason = NegotiationFailure.PEER_TIMEOUT;

    /** The peer knows nothing of it; its SAs stay until there are others. */
    boolean forgotten;

    /** It is being closed, and another one has its work. */
    boolean retiring;

    Held(
            PeerSession session,
            Peering peering,
            PeerWish wish,
            Object credentials,
            Instant begunAt,
            Optional<SessionTable.First> first) {
        this.session = session;
        this.peering = peering;
        this.version = wish.version();
        this.ports = wish.ikePorts();
        this.wish = wish;
        this.credentials = credentials;
        this.begunAt = begunAt;
        this.first = first;
    }

    private record Renewal(PeerWish wish, Object credentials) {}

    /** A perpetual session proves both ends anew, under these. */
    void renewing(PeerWish now, Object credentialsNow) {
        renewal = Optional.of(new Renewal(now, credentialsNow));
    }

    /** What was under way stands. */
    void renewed() {
        renewal.ifPresent(done -> {
            wish = done.wish();
            credentials = done.credentials();
        });
        renewal = Optional.empty();
    }

    /** It stands and is meant to go on. */
    boolean serves() {
        return establishedAt.isPresent() && !retiring && !forgotten && !session.isEnded();
    }

    boolean isPending() {
        return establishedAt.isEmpty();
    }

    boolean hasChild() {
        return session.children().stream().anyMatch(child -> !child.replaced());
    }

    /** Whether the end that policy names began it. */
    boolean begunByFirstEnd() {
        return session.isInitiator() == wish.beginsHere();
    }

    Optional<ChildView> child(SaId id) {
        return session.children().stream()
                .filter(child ->
                        id.spi().equals(id.direction() == Direction.INBOUND ? child.inbound() : child.outbound()))
                .findFirst();
    }

    boolean owns(SaId id) {
        return child(id).isPresent();
    }

    /** Whether policy wants IKE of this version, and on these ports, on the path now. */
    boolean isOfWantedKind() {
        return version == peering.version() && ports.equals(peering.ports());
    }

    /** Whether a datagram that came to {@code port} of this host may be one of its. */
    boolean isSpokenOn(int port) {
        return ports.has(port);
    }

    /** Whether it may go on under what is wanted now. */
    boolean suits(PeerWish now, Object credentialsNow) {
        if (!credentials.equals(credentialsNow)) {
            return false;
        }
        if (wish.equals(now)) {
            return true;
        }
        return differsInProposalsOnly(now)
                && session.proposal().map(now.ikeProposals()::contains).orElse(false)
                && session.children().stream()
                        .allMatch(child ->
                                now.espProposals().contains(child.parameters().proposal()));
    }

    private boolean differsInProposalsOnly(PeerWish now) {
        return new PeerWish(
                        wish.path(),
                        wish.local(),
                        wish.peer(),
                        wish.version(),
                        wish.authentication(),
                        now.ikeProposals(),
                        now.espProposals(),
                        wish.childParameters(),
                        wish.perfectForwardSecrecy(),
                        wish.ikeLifetime(),
                        wish.udpEncapsulation(),
                        wish.ikePorts())
                .equals(now);
    }
}
