package io.secureconnect.linux.netlink;

/**
 * {@code nlmsghdr}, in front of every message.
 *
 * @param length octets with this header, without the padding behind
 * @param type what the message is
 * @param flags see {@link NetlinkFlag}
 * @param sequence chosen by the requester, repeated by the kernel
 * @param portId of the requester; 0 for what the kernel began
 */
public record MessageHeader(int length, int type, int flags, int sequence, int portId) {
    public static final Structure<MessageHeader> STRUCTURE =
            Structure.of("nlmsghdr", new MessageHeader(0, 0, 0, 0, 0), MessageHeader::walk);

    private static MessageHeader walk(Fields fields, MessageHeader header) {
        return new MessageHeader(
                fields.u32("nlmsg_len", header.length),
                fields.u16("nlmsg_type", header.type),
                fields.u16("nlmsg_flags", header.flags),
                fields.u32("nlmsg_seq", header.sequence),
                fields.u32("nlmsg_pid", header.portId));
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }
}
