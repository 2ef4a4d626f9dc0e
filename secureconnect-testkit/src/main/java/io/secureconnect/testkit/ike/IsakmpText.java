package io.secureconnect.testkit.ike;

import io.secureconnect.core.ike.v1.registry.ExchangeType;
import io.secureconnect.core.ike.v1.registry.NotifyType;
import io.secureconnect.core.ike.v1.registry.PayloadType;
import io.secureconnect.core.ike.v1.registry.VendorId;
import io.secureconnect.core.ike.v1.wire.IsakmpCodec;
import io.secureconnect.core.ike.v1.wire.IsakmpHead;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import io.secureconnect.core.ike.wire.DecodeException;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.IkePorts;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One message of IKEv1 as people read it: exchange, message id, payloads and cookies, what is encrypted as far as {@link
 * Plaintexts} knows it.
 */
final class IsakmpText {
    private static final int VERSION = 17;
    private static final int MARKER = 4;
    private static final int ESP = 3;

    private IsakmpText() {}

    /** Whether the version in the header of {@code message} is 1. */
    static boolean isIsakmp(byte[] message) {
        return message.length >= IsakmpHead.OCTETS && (message[VERSION] & 0xff) >>> 4 == 1;
    }

    /** Whether it is the first message of a main mode, which a responder begins a session with. */
    static boolean beginsASession(Datagram datagram, IkePorts ports) {
        byte[] payload = datagram.payload().toArray();
        int marker = datagram.local().port() == ports.natTraversal() ? MARKER : 0;
        byte[] message = Arrays.copyOfRange(payload, Math.min(marker, payload.length), payload.length);
        try {
            IsakmpHead head = IsakmpCodec.peek(message);
            return isIsakmp(message)
                    && head.responderCookie() == 0
                    && head.exchangeType() == ExchangeType.MAIN_MODE.number();
        } catch (DecodeException e) {
            return false;
        }
    }

    /** The text of a message, without a non-ESP marker. */
    static String of(byte[] message, Plaintexts plaintexts) {
        try {
            IsakmpHead head = IsakmpCodec.peek(message);
            String id = head.messageId() == 0 ? " " : " " + HexFormat.of().toHexDigits(head.messageId()) + " ";
            return ExchangeType.text(head.exchangeType()) + id + flags(head) + "{ "
                    + payloads(message, head, plaintexts)
                    + " } " + MessageText.spi(head.initiatorCookie()) + ":"
                    + MessageText.spi(head.responderCookie());
        } catch (DecodeException e) {
            return "no ISAKMP message: " + e.getMessage();
        }
    }

    private static String flags(IsakmpHead head) {
        return (head.commit() ? "C " : "") + (head.authenticationOnly() ? "A " : "");
    }

    private static String payloads(byte[] message, IsakmpHead head, Plaintexts plaintexts) throws DecodeException {
        if (!head.encrypted()) {
            return names(IsakmpCodec.decode(message).payloads());
        }
        Optional<byte[]> inner = plaintexts.of(Arrays.copyOfRange(message, IsakmpHead.OCTETS, message.length));
        if (inner.isEmpty()) {
            return "E";
        }
        return "E { "
                + names(IsakmpCodec.decodeChain(IsakmpCodec.firstType(message), inner.get())
                        .payloads())
                + " }";
    }

    private static String names(List<IsakmpPayload> payloads) {
        return payloads.stream().map(IsakmpText::name).collect(Collectors.joining(", "));
    }

    private static String name(IsakmpPayload payload) {
        return switch (payload.kind()) {
            case SECURITY_ASSOCIATION -> PayloadType.SECURITY_ASSOCIATION.rfcName();
            case KEY_EXCHANGE -> PayloadType.KEY_EXCHANGE.rfcName();
            case IDENTIFICATION -> PayloadType.IDENTIFICATION.rfcName();
            case CERTIFICATE -> PayloadType.CERTIFICATE.rfcName();
            case CERTIFICATE_REQUEST -> PayloadType.CERTIFICATE_REQUEST.rfcName();
            case HASH -> PayloadType.HASH.rfcName();
            case SIGNATURE -> PayloadType.SIGNATURE.rfcName();
            case NONCE -> PayloadType.NONCE.rfcName();
            case NOTIFICATION -> "N(" + NotifyType.text(((IsakmpPayload.Notification) payload).type()) + ")";
            case DELETE -> delete((IsakmpPayload.Delete) payload);
            case VENDOR_ID -> vendor((IsakmpPayload.VendorId) payload);
            case NAT_DISCOVERY -> PayloadType.text(((IsakmpPayload.NatDiscovery) payload).type());
            case NAT_ORIGINAL_ADDRESS -> PayloadType.text(((IsakmpPayload.NatOriginalAddress) payload).type());
            case FRAGMENT -> fragment((IsakmpPayload.Fragment) payload);
            case UNKNOWN -> PayloadType.text(((IsakmpPayload.Unknown) payload).type());
        };
    }

    private static String delete(IsakmpPayload.Delete delete) {
        return delete.protocol() == ESP
                ? delete.spis().stream()
                        .map(spi -> HexFormat.of().formatHex(spi.toArray()))
                        .collect(Collectors.joining(" ", "D(ESP ", ")"))
                : "D(ISAKMP)";
    }

    private static String vendor(IsakmpPayload.VendorId vendor) {
        return VendorId.of(vendor.data())
                .map(known -> "VID(" + known.text().strip() + ")")
                .orElse("VID");
    }

    private static String fragment(IsakmpPayload.Fragment fragment) {
        return "FRAGMENT " + fragment.number() + (fragment.last() ? " (last)" : "");
    }
}
