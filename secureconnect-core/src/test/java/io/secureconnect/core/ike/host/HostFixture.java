package io.secureconnect.core.ike.host;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.policy.Authentication;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.policy.UdpEncapsulation;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.core.ike.crypto.bc.StandardIkeCrypto;
import io.secureconnect.core.ike.registry.ExchangeType;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.session.IkeEffect;
import io.secureconnect.core.ike.v1.wire.IsakmpCodec;
import io.secureconnect.core.ike.v1.wire.IsakmpHead;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import io.secureconnect.core.ike.wire.DecodeException;
import io.secureconnect.core.ike.wire.v2.IkeMessage;
import io.secureconnect.core.ike.wire.v2.MessageCodec;
import io.secureconnect.core.ike.wire.v2.MessageHead;
import io.secureconnect.core.ike.wire.v2.Payload;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.UdpEndpoint;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The host {@code m1} with sessions of the test's making; all effects are kept in their order. */
final class HostFixture {
    static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    static final int MAIN_MODE = 2;
    static final int INFORMATIONAL = 5;
    static final Duration PATIENCE = Duration.ofSeconds(10);

    final List<FakeSession> sessions = new ArrayList<>();
    final List<IkeEffect> effects = new ArrayList<>();
    final Map<HostPair, PeerWish> wishes = new LinkedHashMap<>();
    final Map<String, Object> credentials = new HashMap<>();
    final IkeHost host;
    Predicate<HostPair> initialContact = path -> false;
    boolean withCredentials = true;
    Instant now = START;
    private long spis = 0x100;

    HostFixture() {
        this(64, 32, 1_000);
    }

    HostFixture(int outstanding, int halfOpenBeforeCookies, int halfOpenLimit) {
        HostSettings settings =
                new HostSettings(outstanding, halfOpenBeforeCookies, halfOpenLimit, Duration.ofSeconds(1), PATIENCE);
        host = new IkeHost(
                settings,
                new StandardIkeCrypto(),
                new Random(7296)::nextBytes,
                wish -> credentials.getOrDefault(wish.peer(), "first"),
                contact -> {
                    initialContact = contact;
                    return Map.of(IkeVersion.IKEV2, new Sessions(false), IkeVersion.IKEV1, new Sessions(true));
                });
    }

    private final class Sessions implements SessionFactory {
        private final boolean perpetual;

        Sessions(boolean perpetual) {
            this.perpetual = perpetual;
        }

        @Override
        public Made initiate(Supplier<PeerWish> wish, UdpEndpoint local, UdpEndpoint remote) {
            return make(wish, local, remote, true);
        }

        @Override
        public Made respond(Supplier<PeerWish> wish, UdpEndpoint local, UdpEndpoint remote) {
            return make(wish, local, remote, false);
        }

        private Made make(Supplier<PeerWish> wish, UdpEndpoint local, UdpEndpoint remote, boolean initiator) {
            if (!withCredentials) {
                return Made.none(
                        new IkeFault(NegotiationFailure.NO_CREDENTIAL, OptionalInt.empty(), "no key; make one"));
            }
            FakeSession session = new FakeSession(wish, local, remote, initiator, perpetual, spis++);
            sessions.add(session);
            return Made.of(session);
        }
    }

    static HostPair path(int peer) {
        return HostPair.of("10.0.0.1", "10.0.0." + peer);
    }

    static PeerWish wish(HostPair path, String peer, SaPolicy policy) {
        return wish(path, peer, IkeVersion.IKEV2, policy);
    }

    static PeerWish wish(HostPair path, String peer, IkeVersion version, SaPolicy policy) {
        return new PeerWish(
                path,
                "m1",
                peer,
                version,
                new Authentication.PreSharedKey(),
                policy.effectiveIkeProposals().stream().filter(version::has).toList(),
                policy.espProposals(),
                EspParameters.standard(),
                policy.perfectForwardSecrecy(),
                policy.ikeLifetime(),
                UdpEncapsulation.AUTO,
                policy.ikePorts());
    }

    /** A peer that waits for this host, if its id is behind m1. */
    HostFixture want(int address, String peer) {
        wishes.put(path(address), wish(path(address), peer, SaPolicy.standard()));
        return this;
    }

    /** The same, and the two speak {@code version}. */
    HostFixture want(int address, String peer, IkeVersion version) {
        wishes.put(path(address), wish(path(address), peer, version, SaPolicy.standard()));
        return this;
    }

    /** The same, and the two speak on {@code ports}. */
    HostFixture want(int address, String peer, IkeVersion version, IkePorts ports) {
        SaPolicy policy = SaPolicy.builder().ikePorts(ports).build();
        wishes.put(path(address), wish(path(address), peer, version, policy));
        return this;
    }

    void synchronize(SaId... installed) {
        synchronize(List.of(installed));
    }

    void synchronize(Collection<SaId> installed) {
        keep(host.synchronize(wishes, installed, now));
    }

    /** Lets time pass, and wakes the host whenever it wants to be. */
    void advance(Duration by) {
        Instant end = now.plus(by);
        while (host.wakeAt().filter(at -> !at.isAfter(end)).isPresent()) {
            Instant at = host.wakeAt().get();
            now = at.isAfter(now) ? at : now;
            keep(host.wake(now));
        }
        now = end;
    }

    /** Has the newest, or another, session answer like this to whatever comes next from its peer. */
    void receive(FakeSession session, List<IkeEffect> answer) {
        session.answer = answer;
        long peers = 0xbeefL;
        if (session.perpetual) {
            Bytes message = isakmp(session.remote.address(), INFORMATIONAL, peers, session.spi)
                    .payload();
            keep(host.receive(new Datagram(session.local, session.remote, message), now));
            return;
        }
        MessageHead head = new MessageHead(
                session.initiator ? session.spi : peers,
                session.initiator ? peers : session.spi,
                MessageHead.IKEV2,
                ExchangeType.IKE_AUTH.number(),
                !session.initiator,
                false,
                session.initiator,
                1);
        keep(host.receive(new Datagram(session.local, session.remote, encode(new IkeMessage(head, List.of()))), now));
    }

    /** IKE_SA_INIT of the peer at {@code address}. */
    List<IkeEffect> init(int address, long peerSpi, Payload... more) {
        return keep(host.receive(initDatagram(address, peerSpi, more), now));
    }

    static Datagram initDatagram(int address, long peerSpi, Payload... more) {
        MessageHead head = new MessageHead(
                peerSpi, 0, MessageHead.IKEV2, ExchangeType.IKE_SA_INIT.number(), true, false, false, 0);
        List<Payload> payloads = new ArrayList<>(List.of(more));
        payloads.add(new Payload.Nonce(
                Bytes.wrap(("nonce of " + peerSpi + " and more").getBytes(StandardCharsets.US_ASCII))));
        return new Datagram(
                new UdpEndpoint(path(address).local(), 500),
                new UdpEndpoint(path(address).remote(), 500),
                encode(new IkeMessage(head, payloads)));
    }

    /** The first message of main mode of the peer at {@code address}. */
    List<IkeEffect> mainMode(int address, long cookie) {
        return keep(host.receive(isakmp(path(address).remote(), MAIN_MODE, cookie, 0), now));
    }

    static Datagram isakmp(IpAddress remote, int exchange, long initiatorCookie, long responderCookie) {
        IsakmpHead head =
                new IsakmpHead(initiatorCookie, responderCookie, IsakmpHead.IKEV1, exchange, false, false, false, 0);
        return new Datagram(
                new UdpEndpoint(path(2).local(), 500),
                new UdpEndpoint(remote, 500),
                Bytes.wrap(IsakmpCodec.encode(head, List.of(new IsakmpPayload.SecurityAssociation(1, 1, List.of())))));
    }

    List<IkeEffect> keep(List<IkeEffect> more) {
        effects.addAll(more);
        return more;
    }

    FakeSession last() {
        return sessions.get(sessions.size() - 1);
    }

    FakeSession first() {
        return sessions.get(0);
    }

    /** The effects since the last call, as texts. */
    List<String> taken() {
        List<String> texts = effects.stream().map(HostFixture::text).collect(Collectors.toList());
        effects.clear();
        return texts;
    }

    static String text(IkeEffect effect) {
        return switch (effect.kind()) {
            case SEND -> "send " + words(((IkeEffect.Send) effect).datagram().payload());
            case INSTALL -> "install " + ((IkeEffect.Install) effect).sa().id().spi();
            case REMOVE -> "remove " + ((IkeEffect.Remove) effect).id().spi();
            case ESTABLISHED -> "established";
            case FAILED -> "failed " + ((IkeEffect.Failed) effect).fault().reason();
            case ENDED -> "ended";
        };
    }

    private static String words(Bytes payload) {
        try {
            IkeMessage message = MessageCodec.decode(payload.toArray());
            return message.payloads().toString();
        } catch (DecodeException e) {
            return new String(payload.toArray(), StandardCharsets.US_ASCII);
        }
    }

    static Bytes encode(IkeMessage message) {
        return Bytes.wrap(MessageCodec.encode(message));
    }
}
