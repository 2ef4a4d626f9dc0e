package io.secureconnect.core.ike.wire;

import io.secureconnect.api.sa.Bytes;
import java.util.List;

/**
 * A walk along the fields of a format, in their order: one description serves the reader, which ignores the values it is
 * handed and returns those it read, and the writer, which returns what it was handed. All numbers are unsigned and
 * big-endian. For one thread.
 *
 * <p>A length is a scope: it counts the octets between {@link #open} and {@link #close}, its own field among them. A reader
 * never leaves the innermost scope that is open, so no claimed length makes it read or allocate more than there is.
 *
 * @param <E> what goes wrong: {@link DecodeException} in a reader; a writer has callers with bugs only, and throws {@link
 *     IllegalArgumentException}
 */
public interface Fields<E extends Exception> {
    /**
     * Begins a scope.
     *
     * @param section RFC and section of what follows, for texts
     */
    void open(String section);

    /** Ends the innermost scope; a reader must have read all of it. */
    void close() throws E;

    int u8(String field, int value) throws E;

    int u16(String field, int value) throws E;

    int u32(String field, int value) throws E;

    long u64(String field, long value) throws E;

    /** Octets that are written as zero and not looked at. */
    void reserved(int octets) throws E;

    /** The length of the innermost scope in 16 bits. */
    void length16(String field) throws E;

    /** The length of the innermost scope in 32 bits. */
    void length32(String field) throws E;

    /** So many octets; a value that is written has exactly as many. */
    Bytes octets(String field, int length, Bytes value) throws E;

    /** All octets up to the end of the innermost scope. */
    Bytes rest(String field, Bytes value) throws E;

    /** Holds a rule about a field that was walked. */
    void require(boolean holds, String field, String rule) throws E;

    /**
     * Items up to the end of the innermost scope.
     *
     * @param most how many there may be
     * @param blank handed to the reader's items
     */
    <T> List<T> items(String field, int most, List<T> values, T blank, Item<T, E> item) throws E;

    /**
     * Substructures of ISAKMP up to the end of the innermost scope: each a scope of its own whose first octet says whether
     * another follows.
     *
     * @param follows that octet where another follows; else it is 0
     */
    <T> List<T> substructures(
            String field, String section, int follows, int most, List<T> values, T blank, Item<T, E> item) throws E;

    /** The description of one item of a list. */
    @FunctionalInterface
    interface Item<T, E extends Exception> {
        T walk(Fields<E> f, T value) throws E;
    }
}
