package io.secureconnect.windows.abi;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * What the one list of a structure's members is walked with: a writer that puts each value down and returns it, a reader that
 * ignores the value and returns what is there, or a layout that notes name, offset and size. Names are those of the SDK's
 * headers.
 *
 * <p>Unsigned numbers of 32 bits travel in an {@code int}, of 64 bits in a {@code long}. Enumerations and BOOL have 32 bits.
 */
public interface Members {
    int u8(String name, int value);

    int u16(String name, int value);

    int u32(String name, int value);

    long u64(String name, long value);

    Guid guid(String name, Guid value);

    /** A {@code UINT8[count]}. */
    Bytes octets(String name, int count, Bytes value);

    /** A {@code wchar_t *} to UTF-16 with a final NUL; empty for a null pointer. */
    Optional<String> text(String name, Optional<String> value);

    /** A {@code UINT8 *} behind a {@code UINT32} with the number of octets: what {@code FWP_BYTE_BLOB} has. */
    Bytes counted(String countName, String name, Bytes value);

    /** The same with a key. The writer copies it from the secret; the reader wipes it and returns nothing. */
    Optional<SecretBytes> secret(String countName, String name, Optional<SecretBytes> value);

    /** A structure inside this one. */
    <T> T struct(String name, Struct<T> struct, T value);

    /** A pointer to a structure; empty for a null pointer. */
    <T> Optional<T> pointer(String name, Struct<T> struct, Optional<T> value);

    /** A pointer to an array behind a {@code UINT32} with the number of its structures; a null pointer if there are none. */
    <T> List<T> list(String countName, String name, Struct<T> struct, List<T> value);

    /** A pointer that is written as null and not followed. */
    void unused(String name);

    /**
     * One of several members at the same place.
     *
     * @param selector which one it is, by a member that was walked before
     */
    <T> T union(Union<T> union, int selector, T value);
}
