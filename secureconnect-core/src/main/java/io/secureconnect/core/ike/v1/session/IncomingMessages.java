package io.secureconnect.core.ike.v1.session;

import io.secureconnect.core.ike.v1.exchange.Fragments;
import io.secureconnect.core.ike.v1.informational.Informational;
import io.secureconnect.core.ike.v1.keys.Cookies;
import io.secureconnect.core.ike.v1.registry.ExchangeType;
import io.secureconnect.core.ike.v1.wire.IsakmpCodec;
import io.secureconnect.core.ike.v1.wire.IsakmpHead;
import io.secureconnect.core.ike.wire.DecodeException;
import io.secureconnect.spi.Datagram;
import java.time.Instant;
import java.util.Optional;

/** Finds the ISAKMP SA or the main mode, and the exchange, that a datagram belongs to. What belongs to none is dropped. */
final class IncomingMessages {
    private static final int MAJOR_VERSION = IsakmpHead.IKEV1 >>> 4;

    private IncomingMessages() {}

    static void receive(Association session, Datagram datagram, Instant now) {
        Optional<byte[]> octets = session.link().message(datagram);
        if (octets.isEmpty()) {
            return;
        }
        Optional<byte[]> whole = Fragments.isFragment(octets.get()) ? assembled(session, octets.get()) : octets;
        whole.ifPresent(message -> head(message).ifPresent(head -> dispatch(session, head, message, datagram, now)));
    }

    private static Optional<IsakmpHead> head(byte[] message) {
        try {
            return Optional.of(IsakmpCodec.peek(message)).filter(head -> head.version() >>> 4 == MAJOR_VERSION);
        } catch (DecodeException e) {
            return Optional.empty();
        }
    }

    /** The message that a piece completes, if it does. */
    private static Optional<byte[]> assembled(Association session, byte[] piece) {
        return head(piece)
                .flatMap(head -> session.isakmpSas()
                        .of(cookies(head))
                        .map(IsakmpSa::fragments)
                        .or(() -> session.negotiations()
                                .of(head.initiatorCookie(), head.responderCookie())
                                .map(Negotiation::fragments)))
                .flatMap(fragments -> fragments.add(piece))
                .filter(whole -> !Fragments.isFragment(whole));
    }

    private static Cookies cookies(IsakmpHead head) {
        return new Cookies(head.initiatorCookie(), head.responderCookie());
    }

    private static void dispatch(Association session, IsakmpHead head, byte[] message, Datagram datagram, Instant now) {
        Optional<IsakmpSa> sa = session.isakmpSas().of(cookies(head));
        if (sa.isPresent()) {
            underProtection(session, sa.get(), head, message, datagram, now);
            return;
        }
        Optional<Negotiation> negotiation = session.negotiations().of(head.initiatorCookie(), head.responderCookie());
        if (negotiation.isPresent()) {
            boolean expected = is(head, ExchangeType.MAIN_MODE) || is(head, ExchangeType.INFORMATIONAL);
            if (expected) {
                negotiation.get().receive(message, datagram, now);
            }
        } else if (isFirst(head) && !isKnown(session, head)) {
            session.mainModes().admit(message, head.initiatorCookie(), datagram, now);
        }
    }

    private static boolean isFirst(IsakmpHead head) {
        return is(head, ExchangeType.MAIN_MODE)
                && head.responderCookie() == 0
                && head.initiatorCookie() != 0
                && head.messageId() == 0;
    }

    /** Whether it is the late repetition of what began a main mode that is over, or this host's own message come back. */
    private static boolean isKnown(Association session, IsakmpHead head) {
        return session.isakmpSas().all().stream().anyMatch(sa -> sa.cookies().initiator() == head.initiatorCookie())
                || session.negotiations().all().stream().anyMatch(n -> n.initiatorCookie() == head.initiatorCookie());
    }

    private static boolean is(IsakmpHead head, ExchangeType type) {
        return head.exchangeType() == type.number();
    }

    private static void underProtection(
            Association session, IsakmpSa sa, IsakmpHead head, byte[] message, Datagram datagram, Instant now) {
        if (is(head, ExchangeType.MAIN_MODE)) {
            sa.last()
                    .repeated(message)
                    .ifPresent(answer -> session.transmit(sa.link(), sa.fragments(), sa.peer(), answer));
        } else if (is(head, ExchangeType.QUICK_MODE)) {
            if (!session.quickModes().receive(sa, head.messageId(), message, datagram, now)) {
                session.quickModes().admit(sa, head.messageId(), message, datagram, now);
            }
        } else if (is(head, ExchangeType.INFORMATIONAL)
                && !session.quickModes().receive(sa, head.messageId(), message, datagram, now)) {
            Informational.Opened opened = sa.informational().open(message);
            if (opened.isAuthentic()) {
                session.heard(sa, datagram, now);
                opened.notices().stream()
                        .filter(notice -> session.isakmpSas().has(sa)) // one of them may end it
                        .forEach(notice -> PeerNotices.process(session, sa, notice, now));
            }
        }
    }
}
