package io.secureconnect.linux.netlink;

import java.nio.ByteBuffer;

/** Finds the attribute of a request that an error's offset points into; the request still stands in the send buffer. */
final class SentAttributes implements Acknowledgement.AttributeNames {
    private final ByteBuffer buffer;
    private final int start;
    private final NetlinkRequest request;

    SentAttributes(ByteBuffer buffer, int start, NetlinkRequest request) {
        this.buffer = buffer;
        this.start = start;
        this.request = request;
    }

    @Override
    public String at(int offset) {
        int length = buffer.getInt(start);
        int attributes = Datagram.aligned(MessageHeader.STRUCTURE.size() + request.bodySize());
        if (offset < attributes || offset >= length) {
            return "offset " + Integer.toUnsignedString(offset);
        }
        String[] found = {"offset " + offset};
        FieldReader reader = new FieldReader(buffer, start + attributes, start + length, "request");
        AttributeReader.forEach(reader, (type, value) -> {
            if (start + offset >= value.position() - 4) {
                found[0] = name(type);
            }
        });
        return found[0];
    }

    @Override
    public String name(int attribute) {
        return request.attributeName(attribute);
    }
}
