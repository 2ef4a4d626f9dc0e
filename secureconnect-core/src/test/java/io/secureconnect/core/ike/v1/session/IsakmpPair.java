package io.secureconnect.core.ike.v1.session;

import io.secureconnect.api.auth.CertificateCredential;
import io.secureconnect.api.auth.PairKey;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.policy.UdpEncapsulation;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.core.ike.auth.CertificateAuthentication;
import io.secureconnect.core.ike.crypto.bc.StandardSignatures;
import io.secureconnect.core.ike.session.IkeEffect;
import io.secureconnect.core.ike.session.SessionTimes;
import io.secureconnect.core.ike.v1.auth.CertificatePhaseOne;
import io.secureconnect.core.ike.v1.auth.PhaseOneAuthentication;
import io.secureconnect.core.ike.v1.auth.PskPhaseOne;
import io.secureconnect.core.ike.v1.crypto.IsakmpCrypto;
import io.secureconnect.core.ike.v1.crypto.bc.StandardIsakmpCrypto;
import io.secureconnect.core.ike.v1.exchange.IsakmpTerms;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.UdpEndpoint;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Two sessions that face each other, driven by hand and by virtual time. A datagram stays under way until it is delivered or
 * lost; {@link #settle} delivers all.
 */
final class IsakmpPair {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final HostPair PATH = HostPair.of("192.0.2.1", "192.0.2.2");
    static final IsakmpCrypto CRYPTO = new StandardIsakmpCrypto();

    final IsakmpEnd a = new IsakmpEnd("A", 0x0a000001);
    final IsakmpEnd b = new IsakmpEnd("B", 0x0b000001);
    final Terms termsA = new Terms(PATH);
    final Terms termsB = new Terms(PATH.mirror());
    Instant now = START;
    final Deque<Datagram> toA = new ArrayDeque<>();
    final Deque<Datagram> toB = new ArrayDeque<>();
    final List<String> transcript = new ArrayList<>();
    final Random random;
    private UnaryOperator<Datagram> fromAtoB = d -> new Datagram(d.remote(), d.local(), d.payload());
    private UnaryOperator<Datagram> fromBtoA = d -> new Datagram(d.remote(), d.local(), d.payload());

    /** Terms, and how the end sees both addresses and the peer's port; all may be changed while sessions run. */
    static final class Terms {
        HostPair path;
        Optional<HostPair> seen = Optional.empty();
        int remotePort = 500;
        String key = "a shared key of the pair, 32 octets";
        List<IkeProposal> ike = List.of(IkeProposal.parse("aes256-sha256-ecp256"));
        List<EspProposal> esp = List.of(EspProposal.AES_256_GCM);
        EspParameters child = EspParameters.builder()
                .lifetime(SaLifetime.builder()
                        .soft(Duration.ofMinutes(50))
                        .hard(Duration.ofHours(1))
                        .build())
                .build();
        boolean pfs;
        Duration ikeLifetime = Duration.ofHours(4);
        UdpEncapsulation encapsulation = UdpEncapsulation.AUTO;
        boolean initialContact;
        boolean credentials = true;
        Optional<PhaseOneAuthentication.Factory> certificates = Optional.empty();

        Terms(HostPair path) {
            this.path = path;
        }

        Optional<IsakmpTerms> current() {
            return credentials ? Optional.of(build()) : Optional.empty();
        }

        void believes(CertificateCredential credential, String issuer, String peer) {
            certificates = Optional.of(CertificatePhaseOne.of(
                    new CertificateAuthentication.Tools(new StandardSignatures()),
                    CRYPTO,
                    () -> credential,
                    issuer,
                    peer));
        }

        private IsakmpTerms build() {
            PhaseOneAuthentication.Factory byKey = PskPhaseOne.of(
                    () -> List.of(new PairKey(0, SecretBytes.wrap(key.getBytes(StandardCharsets.US_ASCII)))));
            return new IsakmpTerms(
                    path,
                    "peer",
                    ike,
                    esp,
                    child,
                    pfs,
                    ikeLifetime,
                    encapsulation,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(20),
                    certificates.orElse(byKey));
        }
    }

    IsakmpPair() {
        this(42);
    }

    /** Cookies, nonces and jitter follow from the seed. */
    IsakmpPair(long seed) {
        random = new Random(seed);
    }

    /** Both with AES-256 and ECP-256 and one key, established with their child. */
    static IsakmpPair established() {
        return established(42);
    }

    static IsakmpPair established(long seed) {
        return new IsakmpPair(seed).begin().settled();
    }

    IsakmpPair begin() {
        initiate(a, termsA);
        respond(b, termsB);
        return on(a, s -> s.start(now));
    }

    void initiate(IsakmpEnd end, Terms terms) {
        end.session(IsakmpSession.initiate(
                context(end, terms), terms::current, terms.path, at(terms, true), at(terms, false)));
    }

    void respond(IsakmpEnd end, Terms terms) {
        end.session(IsakmpSession.respond(
                context(end, terms), terms::current, terms.path, at(terms, true), at(terms, false)));
    }

    IsakmpPair settled() {
        settle();
        return this;
    }

    private static UdpEndpoint at(Terms terms, boolean local) {
        HostPair seen = terms.seen.orElse(terms.path);
        return local ? new UdpEndpoint(seen.local(), 500) : new UdpEndpoint(seen.remote(), terms.remotePort);
    }

    private IsakmpContext context(IsakmpEnd end, Terms terms) {
        return new IsakmpContext(
                CRYPTO,
                random::nextBytes,
                end,
                IkePorts.standard(),
                path -> terms.initialContact,
                SessionTimes.standard());
    }

    /** What a NAT, or a fault, makes of datagrams on their way. */
    void between(UnaryOperator<Datagram> aToB, UnaryOperator<Datagram> bToA) {
        fromAtoB = aToB;
        fromBtoA = bToA;
    }

    IsakmpPair on(IsakmpEnd end, Function<IsakmpSession, List<IkeEffect>> call) {
        boolean isA = end == a;
        for (IkeEffect effect : call.apply(end.session())) {
            end.apply(effect).ifPresent(d -> (isA ? toB : toA).add((isA ? fromAtoB : fromBtoA).apply(d)));
        }
        return this;
    }

    boolean deliverToA() {
        return deliver(toA, a);
    }

    boolean deliverToB() {
        return deliver(toB, b);
    }

    private boolean deliver(Deque<Datagram> way, IsakmpEnd end) {
        Datagram datagram = way.poll();
        if (datagram == null) {
            return false;
        }
        hand(end, datagram);
        return true;
    }

    void hand(IsakmpEnd end, Datagram datagram) {
        on(end, s -> s.receive(datagram, now));
        transcript.add((end == a ? "A <- " : "-> B ") + datagram.payload().length() + " octets; A "
                + a.session().state() + ", B " + b.session().state());
    }

    /** Delivers until nothing is under way. */
    void settle() {
        while (deliverToB() | deliverToA()) {
            // until both ways are empty
        }
    }

    /** Lets time pass, waking who wants to be woken, and delivers everything. */
    void pass(Duration time) {
        pass(time, true);
    }

    /** Lets time pass; what is sent in the meantime is lost unless {@code delivered}. */
    void pass(Duration time, boolean delivered) {
        Instant end = now.plus(time);
        while (true) {
            Optional<Instant> next = earliest();
            if (next.isEmpty() || next.get().isAfter(end)) {
                break;
            }
            now = next.get().isAfter(now) ? next.get() : now;
            for (IsakmpEnd woken : Arrays.asList(a, b)) {
                if (woken.session().wakeAt().filter(w -> !w.isAfter(now)).isPresent()) {
                    on(woken, s -> s.wake(now));
                }
            }
            if (delivered) {
                settle();
            } else {
                lose();
            }
        }
        now = end;
    }

    void lose() {
        toA.clear();
        toB.clear();
    }

    private Optional<Instant> earliest() {
        return Arrays.asList(a, b).stream()
                .flatMap(e -> e.session().wakeAt().stream())
                .min(Instant::compareTo);
    }

    /** Whether each end decrypts what the other sends now. */
    boolean isPassingBothWays() {
        return a.sending().filter(b::receives).isPresent()
                && b.sending().filter(a::receives).isPresent();
    }

    /** Whether each end decrypts whatever the other could send. */
    boolean isAllReceived() {
        return a.sas(Direction.OUTBOUND).stream().allMatch(b::receives)
                && b.sas(Direction.OUTBOUND).stream().allMatch(a::receives);
    }

    @Override
    public String toString() {
        return String.join("\n", transcript) + "\n" + a + "\n" + b;
    }
}
