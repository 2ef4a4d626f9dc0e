package io.secureconnect.core.ike.wire;

import io.secureconnect.api.sa.Bytes;
import java.util.Arrays;

/** What tells IKE from ESP where both travel on one UDP port: four zero octets, which are no SPI (RFC 3948 §2.2). */
public final class NonEspMarker {
    public static final int OCTETS = 4;
    private static final Bytes KEEPALIVE = Bytes.ofHex("ff");

    private NonEspMarker() {}

    /** What the payload of a datagram on the port of NAT traversal is. */
    public enum Content {
        /** IKE, behind the marker. */
        IKE,
        /** ESP that the kernel did not take, for want of an SA. */
        ESP,
        /** A NAT keepalive (RFC 3948 §2.3), to be forgotten. */
        KEEPALIVE,
        /** Too short for any. */
        NOTHING
    }

    public static Content contentOf(Bytes payload) {
        if (payload.equals(KEEPALIVE)) {
            return Content.KEEPALIVE;
        }
        if (payload.length() < OCTETS) {
            return Content.NOTHING;
        }
        boolean marked = (payload.at(0) | payload.at(1) | payload.at(2) | payload.at(3)) == 0;
        return marked ? Content.IKE : Content.ESP;
    }

    /** The one octet that keeps a NAT's mapping alive. */
    public static Bytes keepalive() {
        return KEEPALIVE;
    }

    /** The marker, then {@code message}. */
    public static Bytes mark(byte[] message) {
        byte[] marked = new byte[OCTETS + message.length];
        System.arraycopy(message, 0, marked, OCTETS, message.length);
        return Bytes.wrap(marked);
    }

    /** What follows the marker of a payload whose content is {@link Content#IKE}. */
    public static byte[] strip(Bytes payload) {
        byte[] octets = payload.toArray();
        return Arrays.copyOfRange(octets, OCTETS, octets.length);
    }
}
