package io.secureconnect.linux.netlink;

import java.nio.ByteBuffer;

/** Builds messages one behind the other in a buffer; lengths are scopes that open and close. */
public final class MessageWriter {
    private final ByteBuffer buffer;
    private final FieldWriter fields;
    private int message;

    public MessageWriter(ByteBuffer buffer) {
        this.buffer = buffer;
        this.fields = new FieldWriter(buffer);
    }

    /** Opens a message; its length follows when it ends. */
    void begin(int type, int flags, int sequence, int portId) {
        message = buffer.position();
        fields.write(MessageHeader.STRUCTURE, new MessageHeader(0, type, flags, sequence, portId));
    }

    /** The fixed part that follows the header. */
    public <T> void body(Structure<T> structure, T value) {
        int start = buffer.position();
        fields.write(structure, value);
        pad(start);
    }

    /** One attribute; its value may be of variable length. */
    public <T> void attribute(int type, Structure<T> structure, T value) {
        int start = buffer.position();
        buffer.putShort((short) 0).putShort((short) type);
        fields.write(structure, value);
        int length = buffer.position() - start;
        if (length > 0xffff) {
            throw new IllegalArgumentException("attribute " + type + " has " + length + " octets; 65535 is the most");
        }
        buffer.putShort(start, (short) length);
        pad(start);
    }

    /** Closes the message. */
    void end() {
        buffer.putInt(message, buffer.position() - message);
        pad(message);
    }

    private void pad(int start) {
        while ((buffer.position() - start & 3) != 0) {
            buffer.put((byte) 0);
        }
    }
}
