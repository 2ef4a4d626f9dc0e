package io.secureconnect.core.ike.session;

import io.secureconnect.api.auth.PairKey;
import io.secureconnect.api.auth.PostquantumPreSharedKey;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.policy.UdpEncapsulation;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IkeIdentity;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.core.ike.auth.Authenticator;
import io.secureconnect.core.ike.auth.PskAuthentication;
import io.secureconnect.core.ike.crypto.IkeCrypto;
import io.secureconnect.core.ike.crypto.bc.StandardIkeCrypto;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.RandomSource;
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
final class Pair {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final HostPair PATH = HostPair.of("192.0.2.1", "192.0.2.2");
    static final IkeCrypto CRYPTO = new StandardIkeCrypto();

    final End a = new End("A", 0x0a000001);
    final End b = new End("B", 0x0b000001);
    Instant now = START;
    final Deque<Datagram> toA = new ArrayDeque<>();
    final Deque<Datagram> toB = new ArrayDeque<>();
    final List<String> transcript = new ArrayList<>();
    private final Random random;
    private UnaryOperator<Datagram> fromAtoB = d -> new Datagram(d.remote(), d.local(), d.payload());
    private UnaryOperator<Datagram> fromBtoA = d -> new Datagram(d.remote(), d.local(), d.payload());

    /** Terms, and how the end sees both addresses and the peer's port, that may be changed on either end before the sessions begin. */
    static final class Terms {
        HostPair path = PATH;
        Optional<HostPair> seen = Optional.empty();
        int remotePort = 500;
        String key = "a shared key of the pair, 32 octets";
        String localId = "a";
        String remoteId = "b";
        List<IkeProposal> ike = List.of(IkeProposal.parse("aes256gcm16-prfsha256-x25519"));
        List<EspProposal> esp = List.of(EspProposal.AES_256_GCM);
        EspParameters child = EspParameters.builder()
                .lifetime(SaLifetime.builder()
                        .soft(Duration.ofMinutes(50))
                        .hard(Duration.ofHours(1))
                        .build())
                .build();
        boolean pfs = true;
        Duration ikeLifetime = Duration.ofHours(4);
        UdpEncapsulation encapsulation = UdpEncapsulation.AUTO;
        boolean childWithAuthentication = true;
        boolean initialContact;
        Optional<PostquantumPreSharedKey> postquantum = Optional.empty();
        UnaryOperator<Authenticator> watched = UnaryOperator.identity();

        PeerTerms build() {
            PairKey pair = new PairKey(0, SecretBytes.wrap(key.getBytes(StandardCharsets.US_ASCII)));
            Authenticator.Factory byKey =
                    PskAuthentication.of(IkeIdentity.keyId(localId), IkeIdentity.keyId(remoteId), List.of(pair));
            return new PeerTerms(
                    path,
                    remoteId,
                    ike,
                    esp,
                    child,
                    pfs,
                    ikeLifetime,
                    encapsulation,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(20),
                    childWithAuthentication,
                    initiator -> watched.apply(byKey.begin(initiator)),
                    postquantum);
        }
    }

    final Terms termsA = new Terms();
    final Terms termsB = new Terms();

    Pair() {
        this(42);
    }

    /** Nonces, and with them who loses a collision, follow from the seed. */
    Pair(long seed) {
        random = new Random(seed);
        termsB.path = PATH.mirror();
        termsB.localId = "b";
        termsB.remoteId = "a";
    }

    /** Both with AES-256-GCM, X25519 and one key, established with their child. */
    static Pair established() {
        return established(42);
    }

    static Pair established(long seed) {
        return new Pair(seed).begin().settled();
    }

    Pair begin() {
        a.session(IkeSession.initiate(context(a, termsA), termsA.build(), at(termsA, true), at(termsA, false)));
        b.session(IkeSession.respond(context(b, termsB), termsB.build(), at(termsB, true), at(termsB, false)));
        return on(a, s -> s.start(now));
    }

    /** What a host does for a request that comes after an answer without an SA: it begins anew. */
    Pair respondAnew() {
        b.session(IkeSession.respond(context(b, termsB), termsB.build(), at(termsB, true), at(termsB, false)));
        return this;
    }

    Pair settled() {
        settle();
        return this;
    }

    private static UdpEndpoint at(Terms terms, boolean local) {
        HostPair seen = terms.seen.orElse(terms.path);
        return local ? new UdpEndpoint(seen.local(), 500) : new UdpEndpoint(seen.remote(), terms.remotePort);
    }

    private SessionContext context(End end, Terms terms) {
        RandomSource octets = random::nextBytes;
        return new SessionContext(
                end.crypto, octets, end, IkePorts.standard(), path -> terms.initialContact, SessionTimes.standard());
    }

    /** What a NAT, or a fault, makes of datagrams on their way. */
    void between(UnaryOperator<Datagram> aToB, UnaryOperator<Datagram> bToA) {
        fromAtoB = aToB;
        fromBtoA = bToA;
    }

    Pair on(End end, Function<IkeSession, List<IkeEffect>> call) {
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

    private boolean deliver(Deque<Datagram> way, End end) {
        Datagram datagram = way.poll();
        if (datagram == null) {
            return false;
        }
        on(end, s -> s.receive(datagram, now));
        transcript.add((end == a ? "A <- " : "-> B ") + datagram.payload().length() + " octets; A "
                + a.session().state() + ", B " + b.session().state());
        return true;
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
            for (End woken : Arrays.asList(a, b)) {
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

    @Override
    public String toString() {
        return String.join("\n", transcript) + "\n" + a + "\n" + b;
    }
}
