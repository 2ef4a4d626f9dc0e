package io.secureconnect.core.ike.host;

import io.secureconnect.api.keying.PathNegotiation;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.PseudoRandomFunction;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.core.ike.crypto.IkeCrypto;
import io.secureconnect.core.ike.registry.ExchangeType;
import io.secureconnect.core.ike.registry.NotifyType;
import io.secureconnect.core.ike.session.ChildSpis;
import io.secureconnect.core.ike.session.IkeEffect;
import io.secureconnect.core.ike.session.SessionContext;
import io.secureconnect.core.ike.session.SessionTimes;
import io.secureconnect.core.ike.wire.DecodeException;
import io.secureconnect.core.ike.wire.v2.IkeMessage;
import io.secureconnect.core.ike.wire.v2.MessageCodec;
import io.secureconnect.core.ike.wire.v2.MessageHead;
import io.secureconnect.core.ike.wire.v2.Payload;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.RandomSource;
import io.secureconnect.spi.UdpEndpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final int ANSWERS_AT_ONCE = 20;
    private static final int ANSWERS_A_SECOND = 10;
    private static final int MAJOR_VERSION = 2;

    private final HostContext context;
    private final SessionFactory factory;
    private final Framing framing;
    private final Cookies cookies;
    private final IkeCounters counters = new IkeCounters();
    private final RateLimit answers = new RateLimit(ANSWERS_AT_ONCE, ANSWERS_A_SECOND);
    private final Map<HostPair, Peering> peerings = new HashMap<>();

    /**
     * The sessions of a host.
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
                terms,
                initialContact -> new LiveSessions(
                        new SessionContext(crypto, random, spis, settings.ports(), initialContact, times)));
    }

    /** @param sessions makes sessions that ask the given question when they send IKE_AUTH */
    IkeHost(
            HostSettings settings,
            IkeCrypto crypto,
            RandomSource random,
            TermsSource terms,
            Function<Predicate<HostPair>, SessionFactory> sessions) {
        this.context = new HostContext(settings, random, terms);
        this.framing = new Framing(settings.ports());
        this.cookies = new Cookies(crypto.prf(PseudoRandomFunction.HMAC_SHA2_256), random);
        this.factory = sessions.apply(this::isInitialContact);
    }

    /**
     * Says what policy wants and which SAs the kernel holds: at start, after every policy change and every fresh dump.
     *
     * @param installed all SAs that carry packets, of paths that are wanted and others
     */
    public List<IkeEffect> synchronize(Map<HostPair, PeerWish> wishes, Collection<SaId> installed, Instant now) {
        List<Peering> gone = peerings.values().stream()
                .filter(peering -> !keeps(wishes.get(peering.path()), peering))
                .toList();
        gone.forEach(peering -> {
            peerings.remove(peering.path());
            context.remove(peering);
            peering.leave(now);
        });
        Map<HostPair, List<SaId>> byPath = new HashMap<>();
        installed.forEach(id ->
                byPath.computeIfAbsent(id.path(), path -> new ArrayList<>(2)).add(id));
        wishes.forEach((path, wish) -> {
            boolean known = peerings.containsKey(path);
            Peering peering = peerings.computeIfAbsent(path, p -> new Peering(context, wish));
            peering.want(wish, byPath.getOrDefault(path, List.of()), now);
            if (!known) {
                context.add(peering);
                peering.appear(now);
            }
        });
        return wake(now);
    }

    /** A datagram came in. */
    public List<IkeEffect> receive(Datagram datagram, Instant now) {
        switch (framing.contentOf(datagram)) {
            case IKE -> message(datagram, framing.message(datagram), now);
            case ESP ->
                counters.count(IkeCounter.STRAY_ESP, now, () -> "ESP that no SA took, from " + datagram.remote());
            case KEEPALIVE -> {}
            case NOTHING -> counters.count(IkeCounter.MALFORMED, now, () -> "no IKE message from " + datagram.remote());
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
        Optional.ofNullable(peerings.get(path)).ifPresent(peering -> peering.acquire(now));
        return begun(now);
    }

    /** An SA reached a limit; a hard one has ended it. */
    public List<IkeEffect> expired(SaId id, boolean hard, Instant now) {
        Optional.ofNullable(peerings.get(id.path())).ifPresent(peering -> peering.expired(id, hard, now));
        return begun(now);
    }

    /** The kernel saw ESP of an SA come from another address or port. */
    public List<IkeEffect> mappingChanged(SaId id, UdpEndpoint remote, Instant now) {
        Optional.ofNullable(peerings.get(id.path())).ifPresent(peering -> peering.mappingChanged(id, remote, now));
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
        peerings.values().forEach(peering -> peering.leave(now));
        List<IkeEffect> effects = context.taken();
        abandon(now);
        return effects;
    }

    /** Forgets all sessions and wipes their keys; SAs stay in the kernel, peers are told nothing. */
    public void abandon(Instant now) {
        peerings.values().forEach(peering -> peering.abandon(now));
        peerings.clear();
        context.taken();
    }

    /** How IKE stands on {@code path}; empty if nobody wants it there. */
    public Optional<PathNegotiation> negotiation(HostPair path) {
        return Optional.ofNullable(peerings.get(path)).map(Peering::negotiation);
    }

    /** How many IKE SAs stand on {@code path}: one, or for a moment more, until it is settled which one stays. */
    public int standing(HostPair path) {
        return Optional.ofNullable(peerings.get(path)).map(Peering::standing).orElse(0);
    }

    /** The peer of {@code path}; empty if nobody wants it. */
    public Optional<String> peerOf(HostPair path) {
        return Optional.ofNullable(peerings.get(path)).map(Peering::peer);
    }

    /** Datagrams that led to nothing, by why. */
    public Map<String, Long> counters() {
        return counters.all();
    }

    private static boolean keeps(@Nullable PeerWish wish, Peering peering) {
        return wish != null && wish.peer().equals(peering.peer());
    }

    private List<IkeEffect> begun(Instant now) {
        if (!context.suspended) {
            for (Optional<Peering> next = context.starts.take(); next.isPresent(); next = context.starts.take()) {
                next.get().begin(factory, now);
            }
        }
        return context.taken();
    }

    private void message(Datagram datagram, byte[] octets, Instant now) {
        try {
            dispatch(datagram, octets, MessageCodec.peek(octets), now);
        } catch (DecodeException e) {
            counters.count(IkeCounter.MALFORMED, now, () -> "from " + datagram.remote() + ": " + e.getMessage());
        }
    }

    private void dispatch(Datagram datagram, byte[] message, MessageHead head, Instant now) throws DecodeException {
        if (head.version() >>> 4 != MAJOR_VERSION) {
            otherVersion(datagram, head, now);
            return;
        }
        boolean first = head.responderSpi() == 0 && head.initiator() && !head.response();
        SessionTable.First name = new SessionTable.First(head.initiatorSpi(), datagram.remote());
        Optional<Held> held = first
                ? context.table.of(name)
                : context.table.of(head.initiator() ? head.responderSpi() : head.initiatorSpi());
        if (held.isPresent()) {
            held.get().peering.process(held.get(), held.get().session.receive(datagram, now), now);
        } else if (first && head.exchangeType() == ExchangeType.IKE_SA_INIT.number() && head.messageId() == 0) {
            admit(datagram, message, name, now);
        } else {
            unknownSpi(datagram, head, now);
        }
    }

    /** A stranger: nothing is kept of it before it has shown that it is where it says (RFC 7296 §2.6), if many come. */
    private void admit(Datagram datagram, byte[] octets, SessionTable.First first, Instant now) throws DecodeException {
        Optional<Peering> peering = peeringOf(datagram);
        if (peering.isEmpty()) {
            counters.count(
                    IkeCounter.UNKNOWN_PEER,
                    now,
                    () -> "IKE_SA_INIT from " + datagram.remote() + " to " + datagram.local()
                            + ", between which policy wants no IKE");
            return;
        }
        if (context.suspended) {
            counters.count(IkeCounter.NOT_NOW, now, () -> "suspended; IKE_SA_INIT from " + datagram.remote());
            return;
        }
        boolean wary = context.halfOpen >= context.settings.halfOpenBeforeCookies()
                || peering.get().asksForCookies();
        if (wary && !hasReturnedCookie(datagram, octets, first, now)) {
            return;
        }
        if (context.halfOpen >= context.settings.halfOpenLimit()
                || peering.get().isFull()) {
            counters.count(
                    IkeCounter.HALF_OPEN_LIMIT,
                    now,
                    () -> context.halfOpen + " negotiations are half open; none was begun with " + datagram.remote());
            return;
        }
        if (!peering.get().respond(datagram, first, factory, now)) {
            counters.count(
                    IkeCounter.NOT_NOW,
                    now,
                    () -> "no credential for " + peering.get().peer());
        }
    }

    private boolean hasReturnedCookie(Datagram datagram, byte[] octets, SessionTable.First first, Instant now)
            throws DecodeException {
        IkeMessage request = MessageCodec.decode(octets);
        Optional<Payload.Nonce> nonce = request.payloads().stream()
                .filter(payload -> payload.kind() == Payload.Kind.NONCE)
                .map(Payload.Nonce.class::cast)
                .findFirst();
        if (nonce.isEmpty()) {
            counters.count(IkeCounter.MALFORMED, now, () -> "IKE_SA_INIT without a nonce from " + datagram.remote());
            return false;
        }
        boolean returned = request.payloads().stream()
                .filter(payload -> payload.kind() == Payload.Kind.NOTIFY)
                .map(Payload.Notify.class::cast)
                .anyMatch(notify -> notify.type() == NotifyType.COOKIE.number()
                        && cookies.holds(
                                notify.data(), nonce.get().data(), datagram.remote(), first.initiatorSpi(), now));
        if (!returned) {
            counters.count(IkeCounter.COOKIE_ASKED, now, () -> "asked " + datagram.remote() + " for a cookie");
            answer(
                    datagram,
                    StatelessAnswers.cookie(
                            request.head(),
                            cookies.of(nonce.get().data(), datagram.remote(), first.initiatorSpi(), now)));
        }
        return returned;
    }

    private void otherVersion(Datagram datagram, MessageHead head, Instant now) {
        counters.count(
                IkeCounter.UNKNOWN_VERSION,
                now,
                () -> "version " + (head.version() >>> 4) + "." + (head.version() & 0xf) + " from " + datagram.remote()
                        + "; this host speaks IKEv2");
        if (head.version() >>> 4 > MAJOR_VERSION
                && !head.response()
                && peeringOf(datagram).isPresent()) {
            answerIfAllowed(datagram, StatelessAnswers.invalidMajorVersion(head), now);
        }
    }

    private void unknownSpi(Datagram datagram, MessageHead head, Instant now) {
        counters.count(
                IkeCounter.UNKNOWN_SPI,
                now,
                () -> ExchangeType.text(head.exchangeType()) + " of an unknown IKE SA from " + datagram.remote());
        if (!head.response() && head.responderSpi() != 0 && peeringOf(datagram).isPresent()) {
            answerIfAllowed(datagram, StatelessAnswers.invalidSpi(head), now);
        }
    }

    private void answerIfAllowed(Datagram request, byte[] message, Instant now) {
        if (answers.allows(now)) {
            answer(request, message);
        } else {
            counters.count(IkeCounter.ANSWER_WITHHELD, now, () -> "to " + request.remote());
        }
    }

    private void answer(Datagram request, byte[] message) {
        context.emit(new IkeEffect.Send(framing.answer(request, message)));
    }

    private Optional<Peering> peeringOf(Datagram datagram) {
        return datagram.local().address().equals(datagram.remote().address())
                ? Optional.empty()
                : Optional.ofNullable(peerings.get(new HostPair(
                        datagram.local().address(), datagram.remote().address())));
    }

    private boolean isInitialContact(HostPair path) {
        return Optional.ofNullable(peerings.get(path))
                .map(Peering::isInitialContact)
                .orElse(false);
    }
}
