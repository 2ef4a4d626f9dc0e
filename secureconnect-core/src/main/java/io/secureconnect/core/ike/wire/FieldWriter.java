package io.secureconnect.core.ike.wire;

import io.secureconnect.api.sa.Bytes;
import java.util.Arrays;
import java.util.List;

/** Writes what this host sends. */
public final class FieldWriter implements Fields<RuntimeException> {
    private static final int DEEPEST = 8;
    private static final int FIRST_CAPACITY = 512;

    private byte[] octets = new byte[FIRST_CAPACITY];
    private int position;
    private int absent;
    private final int[] starts = new int[DEEPEST];
    private final int[] lengthAt = new int[DEEPEST];
    private final int[] lengthOctets = new int[DEEPEST];
    private int depth;

    @Override
    public void open(String section) {
        depth++;
        starts[depth] = position;
        lengthOctets[depth] = 0;
    }

    @Override
    public void close() {
        int length = position - starts[depth] + absent;
        int width = lengthOctets[depth];
        if (width == Short.BYTES && length > 0xffff) {
            throw new IllegalArgumentException(length + " octets do not fit into a length of 16 bits; send less");
        }
        for (int i = 0; i < width; i++) {
            octets[lengthAt[depth] + i] = (byte) (length >>> 8 * (width - 1 - i));
        }
        depth--;
    }

    /** Counts octets in all scopes that are open, which end with them, without writing them; called at most once. */
    public void absent(int count) {
        absent = count;
    }

    @Override
    public int u8(String field, int value) {
        number(field, value, 1);
        return value;
    }

    @Override
    public int u16(String field, int value) {
        number(field, value, 2);
        return value;
    }

    @Override
    public int u32(String field, int value) {
        number(field, Integer.toUnsignedLong(value), 4);
        return value;
    }

    @Override
    public long u64(String field, long value) {
        number(field, value >>> 32, 4);
        number(field, value & 0xffff_ffffL, 4);
        return value;
    }

    @Override
    public void reserved(int count) {
        take(count);
    }

    @Override
    public void length16(String field) {
        length(Short.BYTES);
    }

    @Override
    public void length32(String field) {
        length(Integer.BYTES);
    }

    private void length(int width) {
        lengthOctets[depth] = width;
        lengthAt[depth] = take(width);
    }

    @Override
    public Bytes octets(String field, int length, Bytes value) {
        require(value.length() == length, field, value.length() + " octets in place of " + length);
        int at = take(length); // may put another array in place of this one
        value.copyTo(octets, at);
        return value;
    }

    @Override
    public Bytes rest(String field, Bytes value) {
        return octets(field, value.length(), value);
    }

    @Override
    public void require(boolean holds, String field, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(field + ": " + rule);
        }
    }

    @Override
    public <T> List<T> items(String field, int most, List<T> values, T blank, Item<T, RuntimeException> item) {
        require(values.size() <= most, field, values.size() + " are more than " + most);
        for (T value : values) {
            item.walk(this, value);
        }
        return values;
    }

    @Override
    public <T> List<T> substructures(
            String field,
            String section,
            int follows,
            int most,
            List<T> values,
            T blank,
            Item<T, RuntimeException> item) {
        require(values.size() <= most, field, values.size() + " are more than " + most);
        for (int i = 0; i < values.size(); i++) {
            open(section);
            u8("Last Substruc", i < values.size() - 1 ? follows : 0);
            item.walk(this, values.get(i));
            close();
        }
        return values;
    }

    /** What was written. */
    public byte[] toArray() {
        return Arrays.copyOf(octets, position);
    }

    private void number(String field, long value, int width) {
        require(value >>> 8 * width == 0, field, value + " does not fit into " + width + " octets");
        int at = take(width);
        for (int i = 0; i < width; i++) {
            octets[at + i] = (byte) (value >>> 8 * (width - 1 - i));
        }
    }

    private int take(int count) {
        if (position + count > octets.length) {
            octets = Arrays.copyOf(octets, Math.max(position + count, 2 * octets.length));
        }
        int at = position;
        position += count;
        return at;
    }
}
