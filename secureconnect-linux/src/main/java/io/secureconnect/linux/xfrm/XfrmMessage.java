package io.secureconnect.linux.xfrm;

import io.secureconnect.linux.netlink.DecodeException;
import io.secureconnect.linux.netlink.FieldReader;
import io.secureconnect.linux.netlink.MessageWriter;
import io.secureconnect.linux.netlink.NetlinkMessage;
import io.secureconnect.linux.netlink.NetlinkRequest;
import java.util.Locale;

/**
 * One XFRM message: fixed part and attributes.
 *
 * @param <B> the fixed part
 */
public record XfrmMessage<B>(MessageFormat<B> format, B body, Attributes attributes) implements NetlinkRequest {
    /**
     * Reads a message of the type that {@code format} says.
     *
     * @throws DecodeException if it is of another type or does not fit
     */
    public static <B> XfrmMessage<B> decode(MessageFormat<B> format, NetlinkMessage message) {
        if (message.header().type() != format.type()) {
            throw new DecodeException(
                    "nlmsghdr.nlmsg_type",
                    message.start(),
                    String.format(
                            Locale.ROOT,
                            "0x%x where %s was expected",
                            message.header().type(),
                            format.name()));
        }
        FieldReader reader = message.payload(format.name());
        B body = reader.read(format.body());
        reader.align(4);
        return new XfrmMessage<>(format, body, Attributes.read(reader, format.attributes()));
    }

    /** The same with one more attribute. */
    public <T> XfrmMessage<B> with(AttributeType<T> type, T value) {
        return new XfrmMessage<>(format, body, attributes.with(type, value));
    }

    @Override
    public int type() {
        return format.type();
    }

    @Override
    public int bodySize() {
        return format.body().size();
    }

    @Override
    public String attributeName(int attribute) {
        return format.attributes().type(attribute).name();
    }

    @Override
    public boolean holdsKey() {
        return attributes.holdKey();
    }

    @Override
    public void write(MessageWriter writer) {
        writer.body(format.body(), body);
        attributes.write(writer);
    }
}
