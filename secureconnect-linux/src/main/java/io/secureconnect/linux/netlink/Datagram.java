package io.secureconnect.linux.netlink;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Cuts a received datagram into its messages. */
public final class Datagram {
    private static final byte[] ZEROS = new byte[4096];

    private Datagram() {}

    /**
     * Hands each message to {@code handler}, in order.
     *
     * @throws DecodeException if a length does not fit; messages before it have been handled
     */
    public static void forEach(ByteBuffer datagram, Consumer<NetlinkMessage> handler) {
        int limit = datagram.limit();
        int position = datagram.position();
        while (position < limit) {
            MessageHeader header = new FieldReader(datagram, position, limit, "nlmsghdr").read(MessageHeader.STRUCTURE);
            int length = header.length();
            if (length < MessageHeader.STRUCTURE.size() || length > limit - position) {
                throw new DecodeException(
                        "nlmsghdr.nlmsg_len",
                        position,
                        Integer.toUnsignedString(length) + " is not within 16 to the " + (limit - position)
                                + " octets left");
            }
            handler.accept(
                    new NetlinkMessage(header, datagram, position + MessageHeader.STRUCTURE.size(), position + length));
            position += Math.min(limit - position, aligned(length));
        }
    }

    /** Overwrites the whole datagram: it may have held keys. */
    public static void wipe(ByteBuffer datagram) {
        ByteBuffer all = datagram.duplicate();
        while (all.hasRemaining()) {
            all.put(ZEROS, 0, Math.min(ZEROS.length, all.remaining()));
        }
    }

    static int aligned(int length) {
        return length + 3 & ~3;
    }
}
