package io.secureconnect.linux.netlink;

import java.nio.ByteBuffer;

/**
 * One message of a datagram. It borrows the socket's buffer and is good only until the handler returns.
 *
 * @param header what stands in front
 * @param buffer the whole datagram
 * @param start where the payload begins
 * @param limit where it ends
 */
public record NetlinkMessage(MessageHeader header, ByteBuffer buffer, int start, int limit) {
    /** A reader of the payload; {@code within} names it in faults. */
    public FieldReader payload(String within) {
        return new FieldReader(buffer, start, limit, within);
    }
}
