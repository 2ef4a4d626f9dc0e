package io.secureconnect.core.ike.v1.keys;

import java.nio.ByteBuffer;

/**
 * The names of an ISAKMP SA, as in the header of its messages.
 *
 * @param initiator CKY-I, of who began phase 1
 * @param responder CKY-R
 */
public record Cookies(long initiator, long responder) {
    /** CKY-I | CKY-R: also the SPI of an ISAKMP SA in notifications and deletes. */
    public byte[] octets() {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(initiator)
                .putLong(responder)
                .array();
    }

    /** The same from the responder's side: CKY-R | CKY-I, as HASH_R has them. */
    Cookies swapped() {
        return new Cookies(responder, initiator);
    }
}
