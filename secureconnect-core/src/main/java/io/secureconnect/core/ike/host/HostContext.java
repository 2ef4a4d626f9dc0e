package io.secureconnect.core.ike.host;

import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.core.ike.exchange.Chance;
import io.secureconnect.core.ike.session.IkeEffect;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.RandomSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the peerings of a host share. */
final class HostContext {
    final HostSettings settings;
    final RandomSource random;
    final Framing framing;
    final IkeCounters counters = new IkeCounters();
    final Answers answers;
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
    private final Map<HostPair, Peering> peerings = new HashMap<>();

    /** Of all wishes. */
    private Set<IkePorts> wantedPorts = Set.of();

    /** Of all wishes, and of what stood when they were told last. */
    private Set<IkePorts> knownPorts = Set.of();

    private final Function<PeerWish, Object> credentials;
    private final Map<IkeVersion, SessionFactory> factories = new EnumMap<>(IkeVersion.class);
    int halfOpen;
    boolean suspended;

    /**
     * What a host has from the beginning.
     *
     * @param credentials see {@link TermsSource#credentials}
     */
    HostContext(HostSettings settings, RandomSource random, Function<PeerWish, Object> credentials) {
        this.settings = settings;
        this.random = random;
        this.credentials = credentials;
        this.starts = new Starts(settings.outstanding());
        this.framing = new Framing(this::portsOf);
        this.answers = new Answers(framing, counters, this::emit);
    }

    void speaks(Map<IkeVersion, SessionFactory> versions) {
        factories.putAll(versions);
    }

    SessionFactory sessions(IkeVersion version) {
        return factories.computeIfAbsent(version, SessionFactory::none);
    }

    Object credentials(PeerWish wish) {
        return credentials.apply(wish);
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
        peerings.put(peering.path(), peering);
        byPeer.computeIfAbsent(peering.peer(), peer -> new ArrayList<>(1)).add(peering);
    }

    void remove(Peering peering) {
        peerings.remove(peering.path());
        byPeer.computeIfPresent(peering.peer(), (peer, others) -> {
            others.remove(peering);
            return others.isEmpty() ? null : others;
        });
    }

    void clear() {
        peerings.clear();
        byPeer.clear();
    }

    Collection<Peering> peerings() {
        return peerings.values();
    }

    Optional<Peering> peering(HostPair path) {
        return Optional.ofNullable(peerings.get(path));
    }

    /** Which ports IKE has by policy from now on; sessions that stand on others go on until they are replaced. */
    void wanted(Collection<PeerWish> wishes) {
        wantedPorts = wishes.stream().map(PeerWish::ikePorts).collect(Collectors.toUnmodifiableSet());
        knownPorts = ports();
    }

    /** Those that policy wants, and those that sessions are spoken on. */
    Set<IkePorts> ports() {
        Set<IkePorts> all = new LinkedHashSet<>(wantedPorts);
        all.addAll(table.ports());
        return all;
    }

    /** The two ports that a datagram belongs to: those of its path, or else any that it could belong to. */
    private Optional<IkePorts> portsOf(Datagram datagram) {
        int port = datagram.local().port();
        return peeringOf(datagram)
                .map(Peering::ports)
                .filter(ports -> ports.has(port))
                .or(() -> knownPorts.stream().filter(ports -> ports.has(port)).findFirst());
    }

    /** Between the two addresses of a datagram. */
    Optional<Peering> peeringOf(Datagram datagram) {
        return datagram.local().address().equals(datagram.remote().address())
                ? Optional.empty()
                : peering(new HostPair(
                        datagram.local().address(), datagram.remote().address()));
    }

    /** The path of a first message, if its sender may begin there; else the message is counted. */
    Optional<Peering> admissible(Datagram datagram, IkeVersion version, String message, Instant now) {
        Optional<Peering> peering = peeringOf(datagram);
        if (peering.isEmpty()) {
            counters.count(
                    IkeCounter.UNKNOWN_PEER,
                    now,
                    () -> message + " from " + datagram.remote() + " to " + datagram.local()
                            + ", between which policy wants no IKE");
        } else if (!peering.get().ports().has(datagram.local().port())) {
            counters.count(
                    IkeCounter.UNKNOWN_PEER,
                    now,
                    () -> message + " from " + datagram.remote() + " to " + datagram.local()
                            + ", where policy wants IKE on UDP "
                            + peering.get().ports().ike() + " and "
                            + peering.get().ports().natTraversal());
        } else if (peering.get().version() != version) {
            counters.count(
                    IkeCounter.UNKNOWN_VERSION,
                    now,
                    () -> version.wireName() + " from " + datagram.remote() + ", with which policy wants "
                            + peering.get().version().wireName());
        } else if (suspended) {
            counters.count(IkeCounter.NOT_NOW, now, () -> "suspended; " + message + " from " + datagram.remote());
        } else {
            return peering;
        }
        return Optional.empty();
    }

    /** Whether one more half-open negotiation may be kept; else the message is counted. */
    boolean hasRoom(Peering peering, Datagram datagram, Instant now) {
        boolean room = halfOpen < settings.halfOpenLimit() && !peering.isFull();
        if (!room) {
            counters.count(
                    IkeCounter.HALF_OPEN_LIMIT,
                    now,
                    () -> halfOpen + " negotiations are half open; none was begun with " + datagram.remote());
        }
        return room;
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
