package io.secureconnect.core.ike.v1.informational;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.v1.keys.Cookies;
import io.secureconnect.core.ike.v1.registry.NotifyType;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Delete;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Notification;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Notices, and the payloads that carry them (RFC 2408 §3.14, §3.15, RFC 2407 §4.6.3, RFC 3706 §5). Total in both directions. */
final class NoticeFormat {
    /** IPsec's domain of interpretation (RFC 2407 §4.2). */
    private static final int IPSEC_DOI = 1;

    private static final int ISAKMP = 1;
    private static final int ESP = 3;
    private static final int COOKIES_OCTETS = 2 * Long.BYTES;

    private NoticeFormat() {}

    /** @param own cookies of the ISAKMP SA under which it is sent */
    static IsakmpPayload payload(Notice notice, Cookies own) {
        switch (notice.kind()) {
            case ESP_DELETED:
                return new Delete(
                        IPSEC_DOI,
                        ESP,
                        Integer.BYTES,
                        ((Notice.EspDeleted) notice)
                                .spis().stream().map(NoticeFormat::octets).collect(Collectors.toUnmodifiableList()));
            case ISAKMP_DELETED:
                return new Delete(
                        IPSEC_DOI,
                        ISAKMP,
                        COOKIES_OCTETS,
                        ((Notice.IsakmpDeleted) notice)
                                .cookies().stream()
                                        .map(c -> Bytes.wrap(c.octets()))
                                        .collect(Collectors.toUnmodifiableList()));
            case LIVENESS:
                Notice.Liveness liveness = (Notice.Liveness) notice;
                return ofIsakmp(
                        liveness.acknowledgement() ? NotifyType.R_U_THERE_ACK : NotifyType.R_U_THERE,
                        own,
                        number(liveness.sequenceNumber()));
            case INITIAL_CONTACT:
                return ofIsakmp(NotifyType.INITIAL_CONTACT, own, Bytes.empty());
            case RESPONDER_LIFETIME:
                Notice.ResponderLifetime lifetime = (Notice.ResponderLifetime) notice;
                return about(
                        NotifyType.RESPONDER_LIFETIME.number(),
                        lifetime.spi(),
                        own,
                        LifetimeAttributes.encode(lifetime.lifetime(), lifetime.kilobytes()));
            case CONNECTED:
                return about(NotifyType.CONNECTED.number(), ((Notice.Connected) notice).spi(), own, Bytes.empty());
            case REFUSAL:
                Notice.Refusal refusal = (Notice.Refusal) notice;
                return about(refusal.type(), refusal.spi(), own, Bytes.empty());
            default:
                return about(((Notice.Other) notice).type(), Optional.empty(), own, Bytes.empty());
        }
    }

    private static Notification ofIsakmp(NotifyType type, Cookies own, Bytes data) {
        return about(type.number(), Optional.empty(), own, data);
    }

    private static Notification about(int type, Optional<Spi> spi, Cookies own, Bytes data) {
        return spi.map(s -> new Notification(IPSEC_DOI, ESP, octets(s), type, data))
                .orElseGet(() -> new Notification(IPSEC_DOI, ISAKMP, Bytes.wrap(own.octets()), type, data));
    }

    /** What a payload says; empty for one that says nothing to this build. */
    static Optional<Notice> notice(IsakmpPayload payload) {
        switch (payload.kind()) {
            case DELETE:
                return Optional.of((Delete) payload)
                        .filter(d -> isOurs(d.doi()))
                        .flatMap(NoticeFormat::deleted);
            case NOTIFICATION:
                return Optional.of((Notification) payload)
                        .filter(n -> isOurs(n.doi()))
                        .map(NoticeFormat::told);
            default:
                return Optional.empty();
        }
    }

    /** IPsec's, or ISAKMP's own, under which some speak of ISAKMP SAs (RFC 2408 §3.14). */
    private static boolean isOurs(int doi) {
        return doi == IPSEC_DOI || doi == 0;
    }

    private static Optional<Notice> deleted(Delete delete) {
        if (delete.protocol() == ESP) {
            return some(spis(delete)).map(Notice.EspDeleted::new);
        }
        return delete.protocol() == ISAKMP ? some(cookies(delete)).map(Notice.IsakmpDeleted::new) : Optional.empty();
    }

    private static <T> Optional<List<T>> some(List<T> list) {
        return Optional.of(list).filter(l -> !l.isEmpty());
    }

    private static List<Spi> spis(Delete delete) {
        return delete.spis().stream()
                .flatMap(octets -> spi(octets).stream())
                .distinct()
                .collect(Collectors.toUnmodifiableList());
    }

    private static List<Cookies> cookies(Delete delete) {
        return delete.spis().stream()
                .filter(octets -> octets.length() == COOKIES_OCTETS)
                .map(octets -> ByteBuffer.wrap(octets.toArray()))
                .map(b -> new Cookies(b.getLong(), b.getLong()))
                .distinct()
                .collect(Collectors.toUnmodifiableList());
    }

    private static Notice told(Notification notification) {
        Optional<NotifyType> type = NotifyType.of(notification.type());
        if (NotifyType.isError(notification.type())) {
            return new Notice.Refusal(notification.type(), espSpi(notification), Refusals.fault(notification.type()));
        }
        if (type.isEmpty()) {
            return new Notice.Other(notification.type());
        }
        switch (type.get()) {
            case R_U_THERE:
            case R_U_THERE_ACK:
                return liveness(notification, type.get() == NotifyType.R_U_THERE_ACK);
            case INITIAL_CONTACT:
                return new Notice.InitialContact();
            case CONNECTED:
                return new Notice.Connected(espSpi(notification));
            case RESPONDER_LIFETIME:
                return LifetimeAttributes.decode(notification.data())
                        .<Notice>map(
                                l -> new Notice.ResponderLifetime(espSpi(notification), l.seconds(), l.kilobytes()))
                        .orElseGet(() -> new Notice.Other(notification.type()));
            default:
                return new Notice.Other(notification.type());
        }
    }

    /** A question without its four octets of number is none (RFC 3706 §5.3). */
    private static Notice liveness(Notification notification, boolean acknowledgement) {
        return notification.data().length() == Integer.BYTES
                ? new Notice.Liveness(
                        acknowledgement,
                        ByteBuffer.wrap(notification.data().toArray()).getInt())
                : new Notice.Other(notification.type());
    }

    private static Optional<Spi> espSpi(Notification notification) {
        return notification.protocol() == ESP ? spi(notification.spi()) : Optional.empty();
    }

    /** Empty if it has not four octets, or is reserved. */
    private static Optional<Spi> spi(Bytes octets) {
        if (octets.length() != Integer.BYTES) {
            return Optional.empty();
        }
        int value = ByteBuffer.wrap(octets.toArray()).getInt();
        return value >= 0 && value < Spi.LOWEST ? Optional.empty() : Optional.of(new Spi(value));
    }

    private static Bytes octets(Spi spi) {
        return number(spi.value());
    }

    private static Bytes number(int value) {
        return Bytes.wrap(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    }
}
