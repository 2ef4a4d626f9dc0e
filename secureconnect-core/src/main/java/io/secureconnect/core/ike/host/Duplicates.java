package io.secureconnect.core.ike.host;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Which of several IKE SAs of one path stays, if each end began one without knowing of the other's.
 *
 * <p>It is the one that the first end began (the end whose workload id is first in code-point order); of several by the same
 * end, the last. One of the version and on the ports that policy wants goes before others. Both ends see who began which, so both come to the same end without a word. The end that began the other one
 * closes it after a moment; if it does not, because it knows no such rule, this host does later. An older IKE SA may only win
 * over a newer one after its peer was heard on it since: otherwise the peer may long have forgotten it.
 */
final class Duplicates {
    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(10);

    private Duplicates() {}

    /** The one that stays; {@code standing} are all that do, at least one. */
    static Held winner(List<Held> standing) {
        return standing.stream()
                .max(Comparator.comparing(Held::hasChild)
                        .thenComparing(Held::isOfWantedKind)
                        .thenComparing(Held::begunByFirstEnd)
                        .thenComparing(held -> held.establishedAt.orElseThrow())
                        .thenComparing(held -> held.begunAt))
                .orElseThrow();
    }

    /** When this host closes {@code loser}, if it is still there. */
    static Instant closeAt(Held winner, Held loser) {
        Instant both = latest(winner.establishedAt.orElseThrow(), loser.establishedAt.orElseThrow());
        return both.plus(loser.session.isInitiator() ? MOMENT : LATER);
    }

    /** Whether the peer is known to have {@code winner} since {@code loser} stands. */
    static boolean isProven(Held winner, Held loser) {
        Instant since = loser.establishedAt.orElseThrow();
        return !winner.establishedAt.orElseThrow().isBefore(since)
                || winner.session.lastHeard().filter(at -> at.isAfter(since)).isPresent();
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
