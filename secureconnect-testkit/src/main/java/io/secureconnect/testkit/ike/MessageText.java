package io.secureconnect.testkit.ike;

import io.secureconnect.core.ike.registry.ExchangeType;
import io.secureconnect.core.ike.registry.NotifyType;
import io.secureconnect.core.ike.registry.PayloadType;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.IkePorts;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * One IKE message as people read it: exchange, message id and the names of its payloads, also of the encrypted ones as far
 * as {@link Plaintexts} knows them. It reads headers only, and by itself, so that a decoder that errs shows.
 */
final class MessageText {
    private static final int HEADER = 28;
    private static final int GENERIC_HEADER = 4;
    private static final int MARKER = 4;
    private static final int FRAGMENT_NUMBERS = 4;
    private static final int RESPONSE = 0x20;

    private MessageText() {}

    /** The text of a UDP payload; {@code marked} if it came by a port where a non-ESP marker is before IKE. */
    static String of(byte[] payload, boolean marked, Plaintexts plaintexts) {
        int start = marked ? MARKER : 0;
        if (payload.length < start + HEADER) {
            return payload.length == 1 ? "NAT keepalive" : payload.length + " octets that are no IKE message";
        }
        byte[] octets = Arrays.copyOfRange(payload, start, payload.length);
        if (IsakmpText.isIsakmp(octets)) {
            return IsakmpText.of(octets, plaintexts);
        }
        ByteBuffer message = ByteBuffer.wrap(octets);
        boolean response = (message.get(19) & RESPONSE) != 0;
        return ExchangeType.text(message.get(18) & 0xff)
                + (response ? " response " : " request ")
                + Integer.toUnsignedString(message.getInt(20))
                + " { "
                + String.join(", ", names(message.get(16) & 0xff, message, HEADER, response, plaintexts))
                + " } "
                + spi(message.getLong(0))
                + ":"
                + spi(message.getLong(8));
    }

    /** Whether it is a request of IKE_SA_INIT, which a responder begins a session with. */
    static boolean beginsASession(Datagram datagram, IkePorts ports) {
        int start = datagram.local().port() == ports.natTraversal() ? MARKER : 0;
        return datagram.payload().length() >= start + HEADER
                && datagram.payload().at(start + 18) == ExchangeType.IKE_SA_INIT.number()
                && (datagram.payload().at(start + 19) & RESPONSE) == 0;
    }

    /** Enough of an SPI to tell it from others. */
    static String spi(long spi) {
        return spi == 0 ? "0" : HexFormat.of().toHexDigits(spi).substring(0, 6);
    }

    private static List<String> names(
            int first, ByteBuffer octets, int offset, boolean response, Plaintexts plaintexts) {
        List<String> names = new ArrayList<>();
        int type = first;
        int at = offset;
        while (type != 0 && at + GENERIC_HEADER <= octets.limit()) {
            int next = octets.get(at) & 0xff;
            int length = Math.max(GENERIC_HEADER, octets.getShort(at + 2) & 0xffff);
            int end = Math.min(at + length, octets.limit());
            if (type == PayloadType.ENCRYPTED.number() || type == PayloadType.ENCRYPTED_FRAGMENT.number()) {
                names.add(encrypted(type, next, slice(octets, at + GENERIC_HEADER, end), response, plaintexts));
                return names;
            }
            names.add(type == PayloadType.NOTIFY.number() ? notify(octets, at, end) : payload(type, response));
            type = next;
            at += length;
        }
        return names;
    }

    private static String payload(int type, boolean response) {
        boolean nonce = type == PayloadType.NONCE.number();
        return nonce ? (response ? "Nr" : "Ni") : PayloadType.text(type);
    }

    private static String notify(ByteBuffer octets, int at, int end) {
        return at + 8 <= end ? "N(" + NotifyType.text(octets.getShort(at + 6) & 0xffff) + ")" : "N";
    }

    private static String encrypted(int type, int firstInner, byte[] body, boolean response, Plaintexts plaintexts) {
        if (type == PayloadType.ENCRYPTED_FRAGMENT.number()) {
            ByteBuffer numbers = ByteBuffer.wrap(body);
            return body.length < FRAGMENT_NUMBERS ? "SKF" : "SKF " + numbers.getShort(0) + " of " + numbers.getShort(2);
        }
        return plaintexts
                .of(body)
                .map(inner -> "SK { "
                        + String.join(", ", names(firstInner, ByteBuffer.wrap(inner), 0, response, plaintexts)) + " }")
                .orElse("SK");
    }

    private static byte[] slice(ByteBuffer octets, int from, int to) {
        byte[] slice = new byte[Math.max(0, to - from)];
        octets.duplicate().position(Math.min(from, octets.limit())).get(slice);
        return slice;
    }
}
