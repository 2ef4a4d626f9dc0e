package io.secureconnect.core.ike.v1.quickmode;

import io.secureconnect.api.policy.UdpEncapsulation;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.v1.exchange.IsakmpTerms;
import io.secureconnect.core.ike.v1.exchange.Step;
import io.secureconnect.core.ike.v1.informational.Informational;
import io.secureconnect.core.ike.v1.informational.Notice;
import io.secureconnect.core.ike.v1.informational.ProtectedExchange;
import io.secureconnect.core.ike.v1.mainmode.PhaseOne;
import io.secureconnect.core.ike.v1.registry.ExchangeType;
import io.secureconnect.core.ike.v1.wire.IsakmpCodec;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import io.secureconnect.core.ike.wire.DecodeException;
import io.secureconnect.spi.RandomSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One end of quick modes in tests: its policy, which may be changed, and its side of the ISAKMP SA. */
final class QuickEnd {
    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    final WatchedCrypto crypto;
    final RandomSource random;
    final PhaseOne phaseOne;
    final Informational informational;
    HostPair path;
    List<IkeProposal> ike = List.of(QuickPair.IKE);
    List<EspProposal> esp = List.of(EspProposal.AES_256_GCM);
    SaLifetime lifetime = SaLifetime.standard();
    Set<Spi> outbound = Set.of();
    boolean pfs;
    Optional<Spi> nextSpi;

    QuickEnd(WatchedCrypto crypto, RandomSource random, PhaseOne phaseOne, HostPair path, Spi nextSpi) {
        this.crypto = crypto;
        this.random = random;
        this.phaseOne = phaseOne;
        this.informational = new Informational(phaseOne, random);
        this.path = path;
        this.nextSpi = Optional.of(nextSpi);
    }

    QuickModeContext context() {
        EspParameters parameters = EspParameters.builder().lifetime(lifetime).build();
        return new QuickModeContext(
                crypto,
                random,
                phaseOne,
                informational,
                new IsakmpTerms(
                        path,
                        "peer",
                        ike,
                        esp,
                        parameters,
                        pfs,
                        Duration.ofHours(8),
                        UdpEncapsulation.AUTO,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(20),
                        initiator -> {
                            throw new AssertionError("phase 1 is over");
                        }),
                outbound::contains);
    }

    QuickModeInitiator initiator() {
        return new QuickModeInitiator(context(), nextSpi.orElseThrow());
    }

    /** The responder of a first message. */
    QuickModeResponder responder(Bytes first) {
        return responder(first.toArray());
    }

    QuickModeResponder responder(byte[] first) {
        try {
            return new QuickModeResponder(context(), IsakmpCodec.peek(first).messageId(), () -> nextSpi);
        } catch (DecodeException e) {
            throw new AssertionError("a message with a header", e);
        }
    }

    /** What this end says to a first message with these payloads, for which the peer vouches. */
    Step<AgreedSas> answers(List<IsakmpPayload> payloads, QuickEnd peer) {
        ProtectedExchange exchange = peer.exchange();
        Bytes first = exchange.seal(exchange.hashes()::first, payloads);
        return responder(first).receive(first.toArray(), NOW);
    }

    /** A quick mode of this end's, of which a test writes every word. */
    ProtectedExchange exchange() {
        return new ProtectedExchange(
                phaseOne, ExchangeType.QUICK_MODE, informational.messageIds().draw());
    }

    /** The only notice of a message that came to this end. */
    Notice told(Bytes message) {
        List<Notice> notices = informational.open(message.toArray()).notices();
        if (notices.size() != 1) {
            throw new AssertionError("one notice, not " + notices);
        }
        return notices.get(0);
    }
}
