package io.secureconnect.core.ike.keys;

import java.nio.ByteBuffer;

/**
 * The SPIs of an IKE SA, as in the header of its messages.
 *
 * @param initiator SPIi
 * @param responder SPIr
 */
public record SpiPair(long initiator, long responder) {
    /** SPIi | SPIr. */
    byte[] octets() {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(initiator)
                .putLong(responder)
                .array();
    }
}
