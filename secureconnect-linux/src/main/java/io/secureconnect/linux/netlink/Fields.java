package io.secureconnect.linux.netlink;

import io.secureconnect.api.auth.SecretBytes;
import java.util.List;
import java.util.Optional;

/**
 * What a structure's one field list is walked with: a writer that puts each value down and returns it, a reader that
 * ignores the value and returns what the octets say, or a layout that notes name, offset and size.
 *
 * <p>Fields stand where the C rules of 64-bit Linux put them: each at the next multiple of its own size, counted from
 * the structure's start, gaps zero. Numbers are in host order unless the method says {@code be}. Unsigned 32-bit
 * numbers travel in an {@code int}, unsigned 64-bit ones in a {@code long}.
 */
public interface Fields {
    int u8(String name, int value);

    int u16(String name, int value);

    int u32(String name, int value);

    long u64(String name, long value);

    /** 16 bits in network order, such as a port. */
    int be16(String name, int value);

    /** 32 bits in network order, such as an SPI. */
    int be32(String name, int value);

    /** 64 bits in network order without alignment: half of an address. */
    long be64Unaligned(String name, long value);

    /** A {@code char[octets]} that ends with a NUL. */
    String text(String name, int octets, String value);

    /** A structure inside this one. */
    <T> T struct(String name, Structure<T> structure, T value);

    /** Structures of one kind up to the end. */
    <T> List<T> repeat(String name, Structure<T> structure, List<T> value);

    /** Octets up to the end. */
    Octets rest(String name, Octets value);

    /**
     * A key. The writer copies it from the secret into the send buffer; the reader skips {@code octets} octets, wipes
     * them in its buffer and returns nothing.
     */
    Optional<SecretBytes> secret(String name, int octets, Optional<SecretBytes> value);

    /** The end of a structure: a gap to the next multiple of {@code alignment}. */
    void align(int alignment);
}
