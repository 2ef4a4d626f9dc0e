package io.secureconnect.core.ike.v1.session;

import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.v1.exchange.IsakmpTerms;
import io.secureconnect.core.ike.v1.informational.Notice;
import io.secureconnect.core.ike.v1.quickmode.QuickModeContext;
import io.secureconnect.core.ike.v1.quickmode.QuickModeInitiator;
import io.secureconnect.core.ike.v1.quickmode.QuickModeResponder;
import io.secureconnect.spi.Datagram;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The quick modes under way, by ISAKMP SA and message id: at most one that this host began, and few of the peer; and those that
 * are over, for as long as the peer may repeat itself.
 */
final class QuickExchanges {
    private static final int MOST_OF_PEER = 4;
    private static final int MOST_OVER = 8;

    private final Association session;
    private final List<QuickExchange> exchanges = new ArrayList<>(2);

    QuickExchanges(Association session) {
        this.session = session;
    }

    /** Whether this host begins none: one of its own is unanswered, or the peer makes a child anyhow. */
    boolean isBusy() {
        return own().isPresent() || session.children().isOpening();
    }

    private Optional<QuickExchange> own() {
        return exchanges.stream().filter(QuickExchange::isUnanswered).findFirst();
    }

    void begin(IsakmpSa sa, Wish wish, Instant now) {
        Optional<IsakmpTerms> terms = session.terms();
        Optional<Spi> spi = terms.flatMap(t -> session.reserveSpi());
        if (terms.isEmpty() || spi.isEmpty()) {
            session.upkeep()
                    .wishFailed(
                            wish,
                            terms.isEmpty()
                                    ? IsakmpFaults.noCredential(session.path())
                                    : IsakmpFaults.noSpi(session.path()),
                            now);
            return;
        }
        QuickModeInitiator mode = new QuickModeInitiator(context(sa, terms.get()), spi.get());
        QuickExchange exchange = QuickExchange.initiate(session, sa, terms.get(), mode, wish, now);
        exchanges.add(exchange);
        exchange.start(now);
    }

    private QuickModeContext context(IsakmpSa sa, IsakmpTerms terms) {
        IsakmpContext context = session.context();
        return new QuickModeContext(
                context.crypto(),
                context.random(),
                sa.phaseOne(),
                sa.informational(),
                terms,
                spi -> session.children().byOutbound(spi).isPresent());
    }

    /** Takes a message with a message id; false if it is of no quick mode. */
    boolean receive(IsakmpSa sa, int messageId, byte[] octets, Datagram datagram, Instant now) {
        Optional<QuickExchange> known =
                exchanges.stream().filter(e -> e.isOf(sa, messageId)).findFirst();
        return known.isPresent() && known.get().receive(octets, datagram, now);
    }

    /** Answers the first message of one that the peer begins. */
    void admit(IsakmpSa sa, int messageId, byte[] octets, Datagram datagram, Instant now) {
        boolean known = exchanges.stream().anyMatch(e -> e.isOf(sa, messageId));
        long open =
                exchanges.stream().filter(e -> !e.isInitiator() && !e.isOver()).count();
        Optional<IsakmpTerms> terms = session.terms();
        if (known
                || open >= MOST_OF_PEER
                || terms.isEmpty()
                || sa.informational().messageIds().isUsed(messageId)) {
            return;
        }
        QuickModeResponder mode = new QuickModeResponder(context(sa, terms.get()), messageId, session::reserveSpi);
        QuickExchange exchange = QuickExchange.respond(session, sa, terms.get(), mode, now);
        exchanges.add(exchange);
        if (!exchange.receive(octets, datagram, now)) {
            exchanges.remove(exchange);
            exchange.close();
        } else if (!exchange.isOver()) {
            own().filter(own -> yields(own, exchange)).ifPresent(this::takeBack);
        }
    }

    /** Of two that crossed, the one of phase 1's initiator goes on; of two ISAKMP SAs that of the higher cookies. */
    private static boolean yields(QuickExchange own, QuickExchange peers) {
        boolean anew = own.wish().filter(w -> w.reason() == Wish.Reason.RENEW).isPresent();
        boolean second =
                own.sa() == peers.sa() ? !own.sa().isInitiator() : IsakmpSa.byCookies(own.sa(), peers.sa()) < 0;
        return !anew && second;
    }

    /** Forgets one of this host's own; it may be begun anew. */
    private void takeBack(QuickExchange own) {
        forget(own);
        own.wish().ifPresent(session.upkeep()::wish);
    }

    /** Its last message was sent, or came. */
    void done(QuickExchange exchange, Instant now) {
        exchange.close();
        Duration repeated = session.context().times().awaitedDelete();
        session.timers().start(Timer.FORGET_QUICK_MODE, exchange, now.plus(repeated));
        List<QuickExchange> over =
                exchanges.stream().filter(QuickExchange::isOver).collect(Collectors.toList());
        over.subList(0, Math.max(0, over.size() - MOST_OVER)).forEach(this::forget);
    }

    void failed(QuickExchange exchange, IkeFault fault, Instant now) {
        if (exchange.wish().isPresent()) {
            forget(exchange);
            session.upkeep().wishFailed(exchange.wish().get(), fault, now);
            return;
        }
        done(exchange, now); // the peer repeats itself until it knows
        if (session.children().serving().isEmpty()) {
            session.outbox().failed(fault);
        }
    }

    /** Its last message was never answered. */
    void givenUp(QuickExchange exchange, Instant now) {
        forget(exchange);
        if (exchange.wish().isPresent()) {
            session.unanswered(exchange.sa(), exchange.begun(), exchange.wish(), now);
        } else {
            exchange.child().filter(session.children()::has).ifPresent(child -> {
                session.upkeep().tellDeleted(child); // should the peer have it, it must not send by it
                session.children().linger(child, now);
            });
        }
    }

    /** The peer says under protection what is wrong with one of this host's. */
    void refused(Notice.Refusal refusal, Instant now) {
        own().filter(own -> own.isRefusedBy(refusal)).ifPresent(own -> failed(own, refusal.fault(), now));
    }

    /** The peer is ready for what it asked this end to hold back. */
    void connected(Optional<Spi> outbound, Instant now) {
        List.copyOf(exchanges).stream()
                .filter(e -> e.child()
                        .filter(c -> outbound.map(c.outbound()::equals).orElse(true))
                        .isPresent())
                .forEach(e -> e.connected(now));
    }

    /** The peer takes a child for replaced, so it has the last message of what replaces it. */
    void confirmed(Instant now) {
        List.copyOf(exchanges).forEach(e -> e.confirmed(now));
    }

    /** The ISAKMP SA is no more, and so are they; what this host wanted by them it still wants. */
    void interrupt(IsakmpSa sa, Instant now) {
        for (QuickExchange exchange : List.copyOf(exchanges)) {
            if (exchange.sa() == sa) {
                boolean unanswered = exchange.isUnanswered();
                boolean open = !exchange.isOver();
                exchange.connected(now);
                exchange.confirmed(now);
                forget(exchange);
                if (unanswered) {
                    exchange.wish().ifPresent(session.upkeep()::wish);
                } else if (open) {
                    exchange.child()
                            .filter(session.children()::has)
                            .ifPresent(child -> session.children().linger(child, now));
                }
            }
        }
    }

    boolean isUnderWay(IsakmpSa sa) {
        return exchanges.stream().anyMatch(e -> e.sa() == sa && !e.isOver());
    }

    void forget(QuickExchange exchange) {
        exchanges.remove(exchange);
        session.timers().stopAll(exchange);
        exchange.drop();
        exchange.unusedSpi().ifPresent(session::releaseSpi);
    }

    void forgetAll() {
        List.copyOf(exchanges).forEach(this::forget);
    }

    void wake(Instant now) {
        List.copyOf(exchanges).forEach(e -> e.wake(now));
    }

    Stream<Instant> dueAt() {
        return exchanges.stream().flatMap(e -> e.dueAt().stream());
    }

    Optional<String> state() {
        return own().map(e -> "QuickModeInitiator awaits message 2")
                .or(() -> exchanges.stream()
                        .filter(e -> !e.isOver())
                        .map(e -> "QuickModeResponder awaits message 3")
                        .findFirst());
    }
}
