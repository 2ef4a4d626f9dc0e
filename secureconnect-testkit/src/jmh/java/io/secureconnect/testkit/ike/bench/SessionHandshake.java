package io.secureconnect.testkit.ike.bench;

import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.policy.UdpEncapsulation;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.crypto.bc.StandardIkeCrypto;
import io.secureconnect.core.ike.session.ChildSpis;
import io.secureconnect.core.ike.session.IkeEffect;
import io.secureconnect.core.ike.session.IkeSession;
import io.secureconnect.core.ike.session.PeerTerms;
import io.secureconnect.core.ike.session.SessionContext;
import io.secureconnect.core.ike.session.SessionTimes;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.UdpEndpoint;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** A handshake of two sessions that hand each other their datagrams. */
final class SessionHandshake implements Handshake {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final HostPair PATH = HostPair.of("10.0.0.1", "10.0.0.2");
    private static final int PORT = IkePorts.standard().ike();
    private static final UdpEndpoint A = new UdpEndpoint(PATH.local(), PORT);
    private static final UdpEndpoint B = new UdpEndpoint(PATH.remote(), PORT);

    private final Credentials credentials;
    private final SessionContext context = new SessionContext(
            new StandardIkeCrypto(),
            new SecureRandom()::nextBytes,
            new CountedSpis(),
            IkePorts.standard(),
            path -> true,
            SessionTimes.standard());
    private int handshakes;

    SessionHandshake(Credentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public void run() {
        Ends ends = establish();
        ends.initiator().abandon(NOW);
        ends.responder().abandon(NOW);
    }

    /** Both ends of an established IKE SA with its child. */
    record Ends(IkeSession initiator, IkeSession responder) {}

    Ends establish() {
        int turn = handshakes++ % Credentials.HOSTS;
        String a = "a" + turn;
        String b = "b" + turn;
        IkeSession initiator = IkeSession.initiate(context, terms(PATH, a, b), A, B);
        IkeSession responder = IkeSession.respond(context, terms(PATH.mirror(), b, a), B, A);
        Queue<Datagram> wire = new ArrayDeque<>();
        perform(initiator.start(NOW), wire);
        for (Datagram next = wire.poll(); next != null; next = wire.poll()) {
            IkeSession receiver = next.remote().equals(B) ? responder : initiator;
            perform(receiver.receive(new Datagram(next.remote(), next.local(), next.payload()), NOW), wire);
        }
        if (initiator.children().size() != 1 || responder.children().size() != 1) {
            throw new IllegalStateException(
                    "the handshake ended in " + initiator.state() + " and " + responder.state());
        }
        return new Ends(initiator, responder);
    }

    /** The network, and a kernel that takes every SA and wipes its key. */
    private static void perform(List<IkeEffect> effects, Queue<Datagram> wire) {
        for (IkeEffect effect : effects) {
            switch (effect.kind()) {
                case SEND -> wire.add(((IkeEffect.Send) effect).datagram());
                case INSTALL -> ((IkeEffect.Install) effect).sa().close();
                case FAILED -> throw new IllegalStateException(effect.toString());
                default -> {}
            }
        }
    }

    private PeerTerms terms(HostPair path, String self, String peer) {
        SaPolicy policy = SaPolicy.standard();
        return new PeerTerms(
                path,
                peer,
                policy.ikeProposals(),
                policy.espProposals(),
                EspParameters.standard(),
                true,
                Duration.ofHours(4),
                UdpEncapsulation.AUTO,
                Duration.ofSeconds(30),
                Duration.ofSeconds(20),
                true,
                credentials.of(self, peer),
                Optional.empty());
    }

    /** A kernel's SPIs: each once. */
    private static final class CountedSpis implements ChildSpis {
        private int next = Spi.LOWEST;

        @Override
        public Optional<Spi> reserve(HostPair path) {
            return Optional.of(new Spi(next++));
        }

        @Override
        public void release(HostPair path, Spi spi) {}
    }
}
