package io.secureconnect.core.ike.host;

import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.core.ike.registry.ExchangeType;
import io.secureconnect.core.ike.registry.NotifyType;
import io.secureconnect.core.ike.wire.DecodeException;
import io.secureconnect.core.ike.wire.v2.IkeMessage;
import io.secureconnect.core.ike.wire.v2.MessageCodec;
import io.secureconnect.core.ike.wire.v2.MessageHead;
import io.secureconnect.core.ike.wire.v2.Payload;
import io.secureconnect.spi.Datagram;
import java.time.Instant;
import java.util.Optional;

/**
 * Messages of IKEv2. Of a stranger nothing is kept before it has shown that it is where it says (RFC 7296 §2.6), if many come.
 */
final class IkeAdmission implements Admission {
    private final HostContext host;
    private final Cookies cookies;

    IkeAdmission(HostContext host, Cookies cookies) {
        this.host = host;
        this.cookies = cookies;
    }

    @Override
    public void message(Datagram datagram, byte[] octets, Instant now) throws DecodeException {
        MessageHead head = MessageCodec.peek(octets);
        boolean first = head.responderSpi() == 0 && head.initiator() && !head.response();
        SessionTable.First name = new SessionTable.First(head.initiatorSpi(), datagram.remote());
        Optional<Held> held = (first
                        ? host.table.of(name)
                        : host.table.of(head.initiator() ? head.responderSpi() : head.initiatorSpi()))
                .filter(found -> found.version == IkeVersion.IKEV2
                        && found.isSpokenOn(datagram.local().port()));
        if (held.isPresent()) {
            held.get().peering.receive(held.get(), datagram, now);
        } else if (first && head.exchangeType() == ExchangeType.IKE_SA_INIT.number() && head.messageId() == 0) {
            admit(datagram, octets, name, now);
        } else {
            unknownSpi(datagram, head, now);
        }
    }

    private void admit(Datagram datagram, byte[] octets, SessionTable.First first, Instant now) throws DecodeException {
        Optional<Peering> wanted = host.admissible(datagram, IkeVersion.IKEV2, "IKE_SA_INIT", now);
        if (wanted.isEmpty()) {
            return;
        }
        Peering peering = wanted.get();
        boolean wary = host.halfOpen >= host.settings.halfOpenBeforeCookies() || peering.asksForCookies();
        if (wary && !hasReturnedCookie(datagram, octets, first, now)) {
            return;
        }
        if (host.hasRoom(peering, datagram, now)) {
            peering.respond(datagram, Optional.of(first), now);
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
            host.counters.count(
                    IkeCounter.MALFORMED, now, () -> "IKE_SA_INIT without a nonce from " + datagram.remote());
            return false;
        }
        boolean returned = request.payloads().stream()
                .filter(payload -> payload.kind() == Payload.Kind.NOTIFY)
                .map(Payload.Notify.class::cast)
                .anyMatch(notify -> notify.type() == NotifyType.COOKIE.number()
                        && cookies.holds(
                                notify.data(), nonce.get().data(), datagram.remote(), first.initiatorSpi(), now));
        if (!returned) {
            host.counters.count(IkeCounter.COOKIE_ASKED, now, () -> "asked " + datagram.remote() + " for a cookie");
            host.answers.give(
                    datagram,
                    StatelessAnswers.cookie(
                            request.head(),
                            cookies.of(nonce.get().data(), datagram.remote(), first.initiatorSpi(), now)));
        }
        return returned;
    }

    private void unknownSpi(Datagram datagram, MessageHead head, Instant now) {
        host.counters.count(
                IkeCounter.UNKNOWN_SPI,
                now,
                () -> ExchangeType.text(head.exchangeType()) + " of an unknown IKE SA from " + datagram.remote());
        if (!head.response()
                && head.responderSpi() != 0
                && host.peeringOf(datagram).isPresent()) {
            host.answers.giveIfAllowed(datagram, StatelessAnswers.invalidSpi(head), now);
        }
    }
}
