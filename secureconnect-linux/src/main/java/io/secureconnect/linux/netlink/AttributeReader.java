package io.secureconnect.linux.netlink;

/** Cuts the octets behind a fixed part into attributes. */
public final class AttributeReader {
    /** Attribute types are 14 bits; the other two are flags (nested, network order). */
    public static final int TYPE_MASK = 0x3fff;

    /** What is done with each attribute. */
    @FunctionalInterface
    public interface Handler {
        /**
         * Takes one attribute.
         *
         * @param type without flags
         * @param value the attribute's octets, without padding
         */
        void attribute(int type, FieldReader value);
    }

    private static final int HEADER = 4;

    private AttributeReader() {}

    /**
     * Hands each attribute to {@code handler}, in order.
     *
     * @throws DecodeException if a length does not fit
     */
    public static void forEach(FieldReader reader, Handler handler) {
        while (reader.remaining() >= HEADER) {
            int at = reader.position();
            int length = reader.u16("nla_len", 0);
            int type = reader.u16("nla_type", 0) & TYPE_MASK;
            if (length < HEADER || length - HEADER > reader.remaining()) {
                throw new DecodeException(
                        "nlattr.nla_len",
                        at,
                        length + " is not within 4 to the " + (reader.remaining() + HEADER) + " octets left");
            }
            handler.attribute(type, reader.slice(length - HEADER, "nla_data"));
            int padding = Math.min(reader.remaining(), Datagram.aligned(length) - length);
            reader.slice(padding, "padding");
        }
    }
}
