package io.secureconnect.core.ike.host;

import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.core.ike.v1.registry.ExchangeType;
import io.secureconnect.core.ike.v1.registry.PayloadType;
import io.secureconnect.core.ike.v1.wire.IsakmpCodec;
import io.secureconnect.core.ike.v1.wire.IsakmpHead;
import io.secureconnect.core.ike.wire.DecodeException;
import io.secureconnect.spi.Datagram;
import java.time.Instant;
import java.util.Optional;

/**
 * Messages of IKEv1. It has no cookies against those who are not where they say, so what strangers get is bounded by the number of
 * half-open negotiations alone: one session a path, which keeps few main modes. Who speaks of an ISAKMP SA that does not exist here
 * gets no answer: nobody may believe it.
 */
final class IsakmpAdmission implements Admission {
    private final HostContext host;

    IsakmpAdmission(HostContext host) {
        this.host = host;
    }

    @Override
    public void message(Datagram datagram, byte[] octets, Instant now) throws DecodeException {
        IsakmpHead head = IsakmpCodec.peek(octets);
        boolean first = beginsMainMode(head, octets);
        Optional<Held> known = sessionOf(head, datagram).or(() -> first ? standing(datagram) : Optional.empty());
        if (known.isPresent()) {
            known.get().peering.receive(known.get(), datagram, now);
            return;
        }
        Optional<Peering> peering =
                host.admissible(datagram, IkeVersion.IKEV1, ExchangeType.text(head.exchangeType()), now);
        if (peering.isPresent()) {
            admit(peering.get(), datagram, head, first, now);
        }
    }

    private void admit(Peering peering, Datagram datagram, IsakmpHead head, boolean first, Instant now) {
        if (head.responderCookie() != 0) {
            host.counters.count(
                    IkeCounter.UNKNOWN_SPI,
                    now,
                    () -> ExchangeType.text(head.exchangeType()) + " of an unknown ISAKMP SA from "
                            + datagram.remote());
        } else if (!first) {
            host.counters.count(
                    IkeCounter.MALFORMED,
                    now,
                    () -> ExchangeType.text(head.exchangeType()) + " from " + datagram.remote()
                            + ", with which nothing begins here; main mode does, in clear");
        } else if (host.hasRoom(peering, datagram, now)) {
            peering.respond(datagram, Optional.empty(), now);
        }
    }

    /** Whoever has a session gives the first message to that one: it may be repeated, or begin another phase 1. */
    private Optional<Held> standing(Datagram datagram) {
        return host.peeringOf(datagram)
                .flatMap(peering ->
                        peering.perpetual(IkeVersion.IKEV1, datagram.local().port()));
    }

    /** A header does not say which end has sent it, so this host's cookie may be either. */
    private Optional<Held> sessionOf(IsakmpHead head, Datagram datagram) {
        return host.table
                .of(head.initiatorCookie())
                .or(() -> host.table.of(head.responderCookie()))
                .filter(found -> found.version == IkeVersion.IKEV1
                        && found.isSpokenOn(datagram.local().port()));
    }

    private static boolean beginsMainMode(IsakmpHead head, byte[] octets) throws DecodeException {
        return head.exchangeType() == ExchangeType.MAIN_MODE.number()
                && head.initiatorCookie() != 0
                && head.responderCookie() == 0
                && head.messageId() == 0
                && !head.encrypted()
                && IsakmpCodec.firstType(octets) == PayloadType.SECURITY_ASSOCIATION.number();
    }
}
