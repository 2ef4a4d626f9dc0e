package io.secureconnect.core.ike.host;

import io.secureconnect.api.sa.SaId;
import io.secureconnect.core.ike.exchange.Chance;
import io.secureconnect.core.ike.session.IkeEffect;
import io.secureconnect.spi.RandomSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the peerings of a host share. */
final class HostContext {
    final HostSettings settings;
    final RandomSource random;
    final TermsSource terms;
    final SessionTable table = new SessionTable();
    final Timers<Held> sessionTimers = new Timers<>();
    final Timers<Peering> pathTimers = new Timers<>();
    final Starts starts;

    /** Sessions with each peer, on all paths; peers without one are missing. */
    private final Map<String, Integer> sessionsWith = new HashMap<>();

    private final Set<String> contacted = new HashSet<>();
    private final Map<String, List<Peering>> byPeer = new HashMap<>();
    private final Map<SaId, Held> installing = new HashMap<>();
    private List<IkeEffect> effects = new ArrayList<>();
    int halfOpen;
    boolean suspended;

    HostContext(HostSettings settings, RandomSource random, TermsSource terms) {
        this.settings = settings;
        this.random = random;
        this.terms = terms;
        this.starts = new Starts(settings.outstanding());
    }

    void emit(IkeEffect effect) {
        effects.add(effect);
    }

    /** All that was emitted since the last call. */
    List<IkeEffect> taken() {
        List<IkeEffect> all = effects;
        effects = new ArrayList<>();
        return all;
    }

    /** A random part of {@code longest}. */
    Duration jitter(Duration longest) {
        return Duration.ofNanos((long) (longest.toNanos() * Chance.share(random)));
    }

    void opened(String peer) {
        sessionsWith.merge(peer, 1, Integer::sum);
    }

    void ended(String peer) {
        sessionsWith.computeIfPresent(peer, (p, number) -> number == 1 ? null : number - 1);
        if (sessionsWith(peer) == 0) {
            contacted.remove(peer);
        }
    }

    int sessionsWith(String peer) {
        return sessionsWith.getOrDefault(peer, 0);
    }

    /** Somebody is known to be there, with whom a first negotiation is no first contact any more. */
    void contactMade(String peer) {
        contacted.add(peer);
    }

    /** Whether the one negotiation that tells the peer of a fresh start is not over yet. */
    boolean isFirstContactUnderWay(String peer) {
        return !contacted.contains(peer) && sessionsWith(peer) > 0;
    }

    void add(Peering peering) {
        byPeer.computeIfAbsent(peering.peer(), peer -> new ArrayList<>(1)).add(peering);
    }

    void remove(Peering peering) {
        byPeer.computeIfPresent(peering.peer(), (peer, peerings) -> {
            peerings.remove(peering);
            return peerings.isEmpty() ? null : peerings;
        });
    }

    List<Peering> peeringsWith(String peer) {
        return List.copyOf(byPeer.getOrDefault(peer, List.of()));
    }

    /** The kernel is asked to take an SA of {@code held}. */
    void installing(SaId id, Held held) {
        installing.put(id, held);
    }

    boolean isInstalling(SaId id) {
        return installing.containsKey(id);
    }

    /** The kernel has answered; empty if nobody waits for it. */
    Optional<Held> installed(SaId id) {
        return Optional.ofNullable(installing.remove(id));
    }
}
