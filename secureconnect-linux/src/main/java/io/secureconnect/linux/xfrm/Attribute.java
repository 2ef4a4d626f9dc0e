package io.secureconnect.linux.xfrm;

import io.secureconnect.linux.netlink.FieldReader;
import io.secureconnect.linux.netlink.MessageWriter;

/** One attribute of a message. */
public record Attribute<T>(AttributeType<T> type, T value) {
    static <T> Attribute<T> read(AttributeType<T> type, FieldReader reader) {
        return new Attribute<>(type, reader.read(type.structure()));
    }

    void write(MessageWriter writer) {
        writer.attribute(type.number(), type.structure(), value);
    }
}
