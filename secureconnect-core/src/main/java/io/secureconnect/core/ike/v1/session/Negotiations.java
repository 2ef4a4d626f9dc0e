package io.secureconnect.core.ike.v1.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The main modes under way: at most one that this host began, and few of the peer, or of who pretends to be it. */
final class Negotiations {
    private static final int MOST_OF_PEER = 4;

    private final List<Negotiation> negotiations = new ArrayList<>(1);

    void add(Negotiation negotiation) {
        negotiations.add(negotiation);
    }

    void remove(Negotiation negotiation) {
        negotiations.remove(negotiation);
    }

    boolean has(Negotiation negotiation) {
        return negotiations.contains(negotiation);
    }

    boolean isEmpty() {
        return negotiations.isEmpty();
    }

    /** Whether no further one of the peer is taken. */
    boolean isFull() {
        return negotiations.stream().filter(n -> !n.isInitiator()).count() >= MOST_OF_PEER;
    }

    /** Those of the peer of which nobody has shown yet that answers reach him; any may be pretended. */
    List<Negotiation> unreturned() {
        return negotiations.stream()
                .filter(n -> !n.isInitiator() && !n.isReturned())
                .collect(Collectors.toUnmodifiableList());
    }

    /** The one that this host began. */
    Optional<Negotiation> own() {
        return negotiations.stream().filter(Negotiation::isInitiator).findFirst();
    }

    Optional<Negotiation> of(long initiatorCookie, long responderCookie) {
        return negotiations.stream()
                .filter(n -> n.isNamed(initiatorCookie, responderCookie))
                .findFirst();
    }

    List<Negotiation> all() {
        return List.copyOf(negotiations);
    }

    Stream<Instant> dueAt() {
        return negotiations.stream().flatMap(n -> n.dueAt().stream());
    }
}
