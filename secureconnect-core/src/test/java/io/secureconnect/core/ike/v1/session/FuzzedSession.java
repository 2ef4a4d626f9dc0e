package io.secureconnect.core.ike.v1.session;

import io.secureconnect.api.auth.PairKey;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.policy.UdpEncapsulation;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.session.ChildSpis;
import io.secureconnect.core.ike.session.ChildView;
import io.secureconnect.core.ike.session.IkeEffect;
import io.secureconnect.core.ike.session.SessionTimes;
import io.secureconnect.core.ike.v1.auth.PskPhaseOne;
import io.secureconnect.core.ike.v1.exchange.IsakmpTerms;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.UdpEndpoint;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A session that a fuzzed peer talks to, and what must hold whatever that says: SAs are installed once and removed once, SPIs
 * given back once, answers few and small, and after the end there is silence.
 */
final class FuzzedSession implements ChildSpis {
    static final HostPair PATH = HostPair.of("192.0.2.1", "198.51.100.2");
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int MOST_ANSWERS = 8;
    private static final int MOST_OCTETS = 4096;
    private static final int MOST_KEPT = 64;
    private static final int MOST_WAKES = 50;

    final IsakmpSession session;
    final List<Datagram> sent = new ArrayList<>();
    private final Set<SaId> kernel = new HashSet<>();
    private final Set<Spi> reserved = new HashSet<>();
    private int nextSpi = 0x10000;
    private Instant now = START;
    private boolean ended;
    boolean established;
    int installed;

    FuzzedSession(String secret) {
        Random random = new Random(2409);
        IsakmpContext context = new IsakmpContext(
                new FuzzCrypto(), random::nextBytes, this, IkePorts.standard(), path -> true, SessionTimes.standard());
        IsakmpTerms terms = terms(PATH, secret);
        session = IsakmpSession.respond(
                context, () -> Optional.of(terms), PATH, endpoint(true, false), endpoint(false, false));
    }

    static IsakmpTerms terms(HostPair path, String secret) {
        List<PairKey> keys = List.of(new PairKey(0, SecretBytes.wrap(secret.getBytes(StandardCharsets.UTF_8))));
        return new IsakmpTerms(
                path,
                "the peer",
                List.of(IkeProposal.parse("aes128-sha256-ecp256")),
                List.of(EspProposal.parse("aes128gcm16"), EspProposal.parse("aes256-sha256")),
                EspParameters.builder().extendedSequenceNumbers(false).build(),
                false,
                Duration.ofHours(1),
                UdpEncapsulation.AUTO,
                Duration.ofSeconds(30),
                Duration.ofSeconds(20),
                PskPhaseOne.of(() -> keys));
    }

    static UdpEndpoint endpoint(boolean own, boolean floated) {
        IkePorts ports = IkePorts.standard();
        return new UdpEndpoint(own ? PATH.local() : PATH.remote(), floated ? ports.natTraversal() : ports.ike());
    }

    Instant now() {
        return now;
    }

    /** Hands in a UDP payload. */
    void receive(byte[] payload, boolean floated) {
        if (session.isEnded()) {
            return;
        }
        Datagram datagram = new Datagram(endpoint(true, floated), endpoint(false, floated), Bytes.wrap(payload));
        apply(session.receive(datagram, now));
    }

    void pass(Duration time) {
        Instant until = now.plus(time);
        for (int i = 0; i < MOST_WAKES; i++) {
            Optional<Instant> due = session.wakeAt().filter(at -> !at.isAfter(until));
            if (due.isEmpty()) {
                break;
            }
            now = due.get().isAfter(now) ? due.get() : now;
            apply(session.wake(now));
        }
        now = until;
    }

    /** What the host of the session may ask of it. */
    void act(int what) {
        List<ChildView> children = session.children();
        switch (what) {
            case 0 -> children.stream().findFirst().ifPresent(c -> apply(session.rekeyChild(c.inbound(), now)));
            case 1 -> apply(session.rekeyPhaseOne(now));
            case 2 -> apply(session.checkLiveness(now));
            case 3 -> apply(session.createChild(now));
            case 4 -> apply(session.renew(now));
            case 5 -> children.stream().findFirst().ifPresent(c -> apply(session.deleteChild(c.inbound(), now)));
            case 6 ->
                kernel.stream().findFirst().ifPresent(id -> {
                    kernel.remove(id);
                    apply(session.expired(id, now));
                });
            default -> apply(session.close(now));
        }
    }

    private void apply(List<IkeEffect> effects) {
        require(!ended || effects.isEmpty(), "after its end a session does " + effects);
        long answers = effects.stream()
                .filter(effect -> effect.kind() == IkeEffect.Kind.SEND)
                .count();
        require(answers <= MOST_ANSWERS, answers + " datagrams at once");
        for (IkeEffect effect : effects) {
            switch (effect.kind()) {
                case SEND -> send(((IkeEffect.Send) effect).datagram());
                case INSTALL -> install((IkeEffect.Install) effect);
                case REMOVE -> {
                    SaId id = ((IkeEffect.Remove) effect).id();
                    require(kernel.remove(id), "removes " + id + ", which is not there");
                }
                case ESTABLISHED -> established = true;
                case FAILED ->
                    require(!((IkeEffect.Failed) effect).fault().detail().isEmpty(), "a failure without a word");
                case ENDED -> ended = true;
            }
        }
        require(ended == session.isEnded(), "the end is told");
        require(!ended || kernel.isEmpty(), "at its end it leaves " + kernel);
        require(!ended || reserved.isEmpty(), "at its end it keeps the SPIs " + reserved);
        require(session.children().size() <= MOST_KEPT, session.children().size() + " children");
        require(session.localSpis().size() <= MOST_KEPT, session.localSpis().size() + " ISAKMP SAs");
    }

    private void send(Datagram datagram) {
        require(datagram.payload().length() <= MOST_OCTETS, datagram.payload().length() + " octets at once");
        sent.add(datagram);
    }

    private void install(IkeEffect.Install install) {
        SaId id = install.sa().id();
        require(kernel.add(id), "installs " + id + " twice");
        reserved.remove(id.spi());
        install.sa().close();
        installed++;
    }

    @Override
    public Optional<Spi> reserve(HostPair path) {
        Spi spi = new Spi(nextSpi++);
        reserved.add(spi);
        return Optional.of(spi);
    }

    @Override
    public void release(HostPair path, Spi spi) {
        require(reserved.remove(spi), "gives back " + spi + ", which it does not have");
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new AssertionError(what);
        }
    }
}
