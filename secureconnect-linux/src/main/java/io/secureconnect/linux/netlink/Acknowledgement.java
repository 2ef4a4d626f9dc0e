package io.secureconnect.linux.netlink;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decodes {@code nlmsgerr}: error number, the request's header, and behind it extended attributes.
 *
 * <p>Works with and without {@code NETLINK_CAP_ACK}: an uncapped refusal repeats the whole request first.
 */
final class Acknowledgement {
    static final int TEXT = 1;
    static final int OFFSET = 2;
    static final int MISSING_TYPE = 5;

    /** The fixed part; {@code error} is negative or 0. */
    record Nlmsgerr(int error, MessageHeader request) {
        static final Structure<Nlmsgerr> STRUCTURE =
                Structure.of("nlmsgerr", new Nlmsgerr(0, MessageHeader.STRUCTURE.blank()), Nlmsgerr::walk);

        private static Nlmsgerr walk(Fields fields, Nlmsgerr value) {
            return new Nlmsgerr(
                    fields.u32("error", value.error), fields.struct("msg", MessageHeader.STRUCTURE, value.request));
        }
    }

    private Acknowledgement() {}

    /**
     * The refusal in an acknowledgement, or null if it is a success.
     *
     * @param names names the attributes of the request
     */
    static @Nullable NetlinkError refusal(NetlinkMessage message, AttributeNames names) {
        FieldReader reader = message.payload("nlmsgerr");
        Nlmsgerr fixed = reader.read(Nlmsgerr.STRUCTURE);
        if (fixed.error == 0) {
            return null;
        }
        if (fixed.error > 0 || fixed.error == Integer.MIN_VALUE) {
            throw new DecodeException("nlmsgerr.error", message.start(), fixed.error + " is no negative error number");
        }
        Errno errno = new Errno(-fixed.error);
        if (!message.header().has(NetlinkFlag.ACK_TLVS)) {
            return NetlinkError.of(errno);
        }
        if (!message.header().has(NetlinkFlag.CAPPED)) {
            int echoed = Datagram.aligned(fixed.request.length()) - MessageHeader.STRUCTURE.size();
            reader.slice(Math.max(0, echoed), "msg");
        }
        return extended(errno, reader, names);
    }

    private static NetlinkError extended(Errno errno, FieldReader reader, AttributeNames names) {
        String[] text = new String[1];
        String[] attribute = new String[1];
        AttributeReader.forEach(reader, (type, value) -> {
            switch (type) {
                case TEXT -> text[0] = value.remainingText("NLMSGERR_ATTR_MSG");
                case OFFSET -> attribute[0] = names.at(value.u32("NLMSGERR_ATTR_OFFS", 0));
                case MISSING_TYPE -> attribute[0] = "missing " + names.name(value.u32("NLMSGERR_ATTR_MISS_TYPE", 0));
                default -> {} // cookies and policies
            }
        });
        return new NetlinkError(errno, Optional.ofNullable(text[0]), Optional.ofNullable(attribute[0]));
    }

    /** Names the attributes of the request that was refused. */
    interface AttributeNames {
        /** The attribute that stands at {@code offset} octets from the request's header. */
        String at(int offset);

        String name(int attribute);
    }
}
