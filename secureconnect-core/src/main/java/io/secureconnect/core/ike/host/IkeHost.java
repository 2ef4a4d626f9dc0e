package io.secureconnect.core.ike.host;

import io.secureconnect.api.keying.PathNegotiation;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.PseudoRandomFunction;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.core.ike.crypto.IkeCrypto;
import io.secureconnect.core.ike.session.ChildSpis;
import io.secureconnect.core.ike.session.IkeEffect;
import io.secureconnect.core.ike.session.SessionContext;
import io.secureconnect.core.ike.session.SessionTimes;
import io.secureconnect.core.ike.wire.DecodeException;
import io.secureconnect.core.ike.wire.v2.MessageCodec;
import io.secureconnect.core.ike.wire.v2.MessageHead;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.RandomSource;
import io.secureconnect.spi.UdpEndpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All IKE sessions of one host: one IKE SA a path. It lets strangers in as far as it can afford to, finds the session of each
 * message, begins negotiations and repeats them, and settles which session stays when there are two.
 *
 * <p>Sans-IO, for one thread at a time. Effects are to be executed in their order; a change the kernel was asked for is
 * answered with {@link #installed}. No datagram makes it throw, and none gets more than one answer before its sender has proved
 * who it is.
 */
public final class IkeHost {
    private static final int LATEST_MAJOR_VERSION = 2;

    private final HostContext context;
    private final Map<Integer, Admission> admissions;

    /**
     * The sessions of a host that speaks IKEv2.
     *
     * @param spis where inbound SPIs of ESP come from
     * @param times of sessions
     */
    public static IkeHost of(
            HostSettings settings,
            IkeCrypto crypto,
            RandomSource random,
            TermsSource terms,
            ChildSpis spis,
            SessionTimes times) {
        return new IkeHost(
                settings,
                crypto,
                random,
                terms::credentials,
                initialContact -> Map.of(
                        IkeVersion.IKEV2,
                        new LiveSessions(
                                ports -> new SessionContext(crypto, random, spis, ports, initialContact, times),
                                terms)));
    }

    /**
     * The sessions of a host that speaks both versions, each where policy wants it.
     *
     * @param isakmp makes the sessions of IKEv1
     * @param spis where inbound SPIs of ESP come from
     * @param times of sessions
     */
    public static IkeHost of(
            HostSettings settings,
            IkeCrypto crypto,
            RandomSource random,
            TermsSource terms,
            IsakmpParts isakmp,
            ChildSpis spis,
            SessionTimes times) {
        return new IkeHost(
                settings,
                crypto,
                random,
                terms::credentials,
                initialContact -> Map.of(
                        IkeVersion.IKEV2,
                        new LiveSessions(
                                ports -> new SessionContext(crypto, random, spis, ports, initialContact, times), terms),
                        IkeVersion.IKEV1,
                        isakmp.sessions(random, spis, initialContact, times)));
    }

    /**
     * A host with sessions of any making.
     *
     * @param credentials see {@link TermsSource#credentials}
     * @param sessions makes sessions that ask the given question when they prove who they are
     */
    IkeHost(
            HostSettings settings,
            IkeCrypto crypto,
            RandomSource random,
            Function<PeerWish, Object> credentials,
            Function<Predicate<HostPair>, Map<IkeVersion, SessionFactory>> sessions) {
        this.context = new HostContext(settings, random, credentials);
        this.admissions = Map.of(
                2,
                new IkeAdmission(context, new Cookies(crypto.prf(PseudoRandomFunction.HMAC_SHA2_256), random)),
                1,
                new IsakmpAdmission(context));
        context.speaks(sessions.apply(this::isInitialContact));
    }

    /**
     * Says what policy wants and which SAs the kernel holds: at start, after every policy change and every fresh dump.
     *
     * @param installed all SAs that carry packets, of paths that are wanted and others
     */
    public List<IkeEffect> synchronize(Map<HostPair, PeerWish> wishes, Collection<SaId> installed, Instant now) {
        List<Peering> gone = context.peerings().stream()
                .filter(peering -> !keeps(wishes.get(peering.path()), peering))
                .toList();
        gone.forEach(peering -> {
            context.remove(peering);
            peering.leave(now);
        });
        context.wanted(wishes.values());
        Map<HostPair, List<SaId>> byPath = new HashMap<>();
        installed.forEach(id ->
                byPath.computeIfAbsent(id.path(), path -> new ArrayList<>(2)).add(id));
        wishes.forEach((path, wish) -> {
            Optional<Peering> known = context.peering(path);
            Peering peering = known.orElseGet(() -> new Peering(context, wish));
            peering.want(wish, byPath.getOrDefault(path, List.of()), now);
            if (known.isEmpty()) {
                context.add(peering);
                peering.appear(now);
            }
        });
        return wake(now);
    }

    /** A datagram came in. */
    public List<IkeEffect> receive(Datagram datagram, Instant now) {
        switch (context.framing.contentOf(datagram)) {
            case IKE -> message(datagram, context.framing.message(datagram), now);
            case ESP ->
                context.counters.count(
                        IkeCounter.STRAY_ESP, now, () -> "ESP that no SA took, from " + datagram.remote());
            case KEEPALIVE -> {}
            case NOTHING ->
                context.counters.count(IkeCounter.MALFORMED, now, () -> "no IKE message from " + datagram.remote());
        }
        return begun(now);
    }

    /** Does what is due; at the earliest at {@link #wakeAt}. */
    public List<IkeEffect> wake(Instant now) {
        for (Optional<Peering> due = context.pathTimers.take(now);
                due.isPresent();
                due = context.pathTimers.take(now)) {
            due.get().due(now);
        }
        for (Optional<Held> due = context.sessionTimers.take(now);
                due.isPresent();
                due = context.sessionTimers.take(now)) {
            Held held = due.get();
            held.peering.process(held, held.session.wake(now), now);
        }
        return begun(now);
    }

    public Optional<Instant> wakeAt() {
        return Stream.concat(context.pathTimers.next().stream(), context.sessionTimers.next().stream())
                .min(Instant::compareTo);
    }

    /** A packet of {@code path} waits for keys. */
    public List<IkeEffect> acquire(HostPair path, Instant now) {
        context.peering(path).ifPresent(peering -> peering.acquire(now));
        return begun(now);
    }

    /** An SA reached a limit; a hard one has ended it. */
    public List<IkeEffect> expired(SaId id, boolean hard, Instant now) {
        context.peering(id.path()).ifPresent(peering -> peering.expired(id, hard, now));
        return begun(now);
    }

    /** The kernel saw ESP of an SA come from another address or port. */
    public List<IkeEffect> mappingChanged(SaId id, UdpEndpoint remote, Instant now) {
        context.peering(id.path()).ifPresent(peering -> peering.mappingChanged(id, remote, now));
        return begun(now);
    }

    /**
     * What became of an {@link IkeEffect.Install}.
     *
     * @param refusal why the kernel did not take the SA; empty if it did
     */
    public List<IkeEffect> installed(SaId id, Optional<String> refusal, Instant now) {
        context.installed(id)
                .ifPresent(held ->
                        refusal.ifPresent(why -> held.peering.process(held, held.session.refused(id, why, now), now)));
        return begun(now);
    }

    /** While suspended nothing is begun, and no stranger is answered; sessions that stand go on. */
    public void suspended(boolean suspended) {
        context.suspended = suspended;
    }

    /** Closes all sessions: peers are told, SAs go. No answer is waited for, and nothing is asked of it any more. */
    public List<IkeEffect> close(Instant now) {
        context.peerings().forEach(peering -> peering.leave(now));
        List<IkeEffect> effects = context.taken();
        abandon(now);
        return effects;
    }

    /** Forgets all sessions and wipes their keys; SAs stay in the kernel, peers are told nothing. */
    public void abandon(Instant now) {
        context.peerings().forEach(peering -> peering.abandon(now));
        context.clear();
        context.taken();
    }

    /** How IKE stands on {@code path}; empty if nobody wants it there. */
    public Optional<PathNegotiation> negotiation(HostPair path) {
        return context.peering(path).map(Peering::negotiation);
    }

    /** How many IKE SAs stand on {@code path}: one, or for a moment more, until it is settled which one stays. */
    public int standing(HostPair path) {
        return context.peering(path).map(Peering::standing).orElse(0);
    }

    /** The peer of {@code path}; empty if nobody wants it. */
    public Optional<String> peerOf(HostPair path) {
        return context.peering(path).map(Peering::peer);
    }

    /** The ports that policy wants IKE on, and those that sessions of before are still spoken on. */
    public Set<IkePorts> ports() {
        return context.ports();
    }

    /** Datagrams that led to nothing, by why. */
    public Map<String, Long> counters() {
        return context.counters.all();
    }

    private static boolean keeps(@Nullable PeerWish wish, Peering peering) {
        return wish != null && wish.peer().equals(peering.peer());
    }

    private List<IkeEffect> begun(Instant now) {
        if (!context.suspended) {
            for (Optional<Peering> next = context.starts.take(); next.isPresent(); next = context.starts.take()) {
                next.get().begin(now);
            }
        }
        return context.taken();
    }

    private void message(Datagram datagram, byte[] octets, Instant now) {
        try {
            MessageHead head = MessageCodec.peek(octets);
            Admission admission = admissions.get(head.version() >>> 4);
            if (admission == null) {
                otherVersion(datagram, head, now);
            } else {
                admission.message(datagram, octets, now);
            }
        } catch (DecodeException e) {
            context.counters.count(
                    IkeCounter.MALFORMED, now, () -> "from " + datagram.remote() + ": " + e.getMessage());
        }
    }

    private void otherVersion(Datagram datagram, MessageHead head, Instant now) {
        context.counters.count(
                IkeCounter.UNKNOWN_VERSION,
                now,
                () -> "version " + (head.version() >>> 4) + "." + (head.version() & 0xf) + " from "
                        + datagram.remote());
        if (head.version() >>> 4 > LATEST_MAJOR_VERSION
                && !head.response()
                && context.peeringOf(datagram).isPresent()) {
            context.answers.giveIfAllowed(datagram, StatelessAnswers.invalidMajorVersion(head), now);
        }
    }

    private boolean isInitialContact(HostPair path) {
        return context.peering(path).map(Peering::isInitialContact).orElse(false);
    }
}
