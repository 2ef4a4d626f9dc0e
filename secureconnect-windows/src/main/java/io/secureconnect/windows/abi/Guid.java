package io.secureconnect.windows.abi;

import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

/**
 * A GUID. In memory its first 32, and the next two 16 bits are little-endian numbers, the rest octets (MS-DTYP §2.3.4.1).
 *
 * @param value the same as text
 */
public record Guid(UUID value) implements Comparable<Guid> {
    /** All zeros: none. */
    public static final Guid NONE = new Guid(new UUID(0, 0));

    /** Octets in memory. */
    public static final int OCTETS = 16;

    /** One that stands alone, for pointers to it. */
    public static final Struct<Guid> STRUCT = Struct.of("GUID", NONE, (m, v) -> m.guid("value", v));

    public Guid {
        Objects.requireNonNull(value, "value");
    }

    /**
     * Reads a GUID with or without braces.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Guid parse(String text) {
        return new Guid(UUID.fromString(text.startsWith("{") ? text.substring(1, text.length() - 1) : text));
    }

    /** The GUID that eight little-endian octets and eight octets in their order stand for. */
    static Guid of(int data1, int data2, int data3, long data4) {
        return new Guid(new UUID(
                Integer.toUnsignedLong(data1) << 32 | (data2 & 0xffffL) << 16 | data3 & 0xffffL,
                Long.reverseBytes(data4)));
    }

    int data1() {
        return (int) (value.getMostSignificantBits() >>> 32);
    }

    int data2() {
        return (int) (value.getMostSignificantBits() >>> 16) & 0xffff;
    }

    int data3() {
        return (int) value.getMostSignificantBits() & 0xffff;
    }

    /** The last eight octets as a little-endian number, so that they come to stand in their order. */
    long data4() {
        return Long.reverseBytes(value.getLeastSignificantBits());
    }

    /** By the text. */
    @Override
    public int compareTo(Guid other) {
        return value.toString().compareTo(other.value.toString());
    }

    /** As Windows writes it: capital letters, in braces. */
    @Override
    public String toString() {
        return "{" + value.toString().toUpperCase(Locale.ROOT) + "}";
    }
}
