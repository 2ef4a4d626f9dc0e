package io.secureconnect.core.ike.wire;

import io.secureconnect.api.sa.Bytes;
import java.util.ArrayList;
import java.util.List;

/** Reads octets that come from anyone. */
public final class FieldReader implements Fields<DecodeException> {
    private static final int DEEPEST = 8;

    private final byte[] octets;
    private final int[] starts = new int[DEEPEST];
    private final int[] limits = new int[DEEPEST];
    private final String[] sections = new String[DEEPEST];
    private int depth;
    private int position;

    /**
     * @param octets all of which are to be read; not copied, not changed
     * @param section RFC and section of what they are
     */
    public FieldReader(byte[] octets, String section) {
        this.octets = octets;
        limits[0] = octets.length;
        sections[0] = section;
    }

    @Override
    public void open(String section) {
        depth++;
        starts[depth] = position;
        limits[depth] = limits[depth - 1];
        sections[depth] = section;
    }

    @Override
    public void close() throws DecodeException {
        finish();
        depth--;
    }

    /** Refuses octets that are left in the innermost scope. */
    public void finish() throws DecodeException {
        if (more()) {
            throw failure("end", position, left() + " octets too many");
        }
    }

    /** The octet that is to be read next, from 0. */
    public int position() {
        return position;
    }

    @Override
    public int u8(String field, int value) throws DecodeException {
        return (int) number(field, 1);
    }

    @Override
    public int u16(String field, int value) throws DecodeException {
        return (int) number(field, 2);
    }

    @Override
    public int u32(String field, int value) throws DecodeException {
        return (int) number(field, 4);
    }

    @Override
    public long u64(String field, long value) throws DecodeException {
        return number(field, 8);
    }

    @Override
    public void reserved(int count) throws DecodeException {
        take("RESERVED", count);
    }

    @Override
    public void length16(String field) throws DecodeException {
        int at = position;
        limit(field, at, u16(field, 0));
    }

    @Override
    public void length32(String field) throws DecodeException {
        int at = position;
        limit(field, at, Integer.toUnsignedLong(u32(field, 0)));
    }

    private void limit(String field, int at, long length) throws DecodeException {
        int least = position - starts[depth];
        int most = limits[depth] - starts[depth];
        if (length < least || length > most) {
            throw failure(field, at, length + " is not within " + least + " to " + most);
        }
        limits[depth] = starts[depth] + (int) length;
    }

    @Override
    public Bytes octets(String field, int length, Bytes value) throws DecodeException {
        int at = take(field, length);
        return Bytes.copyOf(octets, at, at + length);
    }

    @Override
    public Bytes rest(String field, Bytes value) throws DecodeException {
        return octets(field, left(), value);
    }

    @Override
    public void require(boolean holds, String field, String rule) throws DecodeException {
        if (!holds) {
            throw failure(field, position, rule);
        }
    }

    @Override
    public <T> List<T> items(String field, int most, List<T> values, T blank, Item<T, DecodeException> item)
            throws DecodeException {
        List<T> read = new ArrayList<>();
        while (more()) {
            require(read.size() < most, field, "more than " + most);
            int at = position;
            read.add(item.walk(this, blank));
            require(position > at, field, "an item without octets");
        }
        return read;
    }

    @Override
    public <T> List<T> substructures(
            String field, String section, int follows, int most, List<T> values, T blank, Item<T, DecodeException> item)
            throws DecodeException {
        List<T> read = new ArrayList<>();
        boolean another = more();
        while (another) {
            require(read.size() < most, field, "more than " + most);
            int at = position;
            open(section);
            int mark = u8("Last Substruc", 0);
            read.add(item.walk(this, blank));
            close();
            another = more();
            if (mark != (another ? follows : 0)) {
                throw failure("Last Substruc", at, mark + ", though " + (another ? "another" : "none") + " follows");
            }
        }
        return read;
    }

    private long number(String field, int width) throws DecodeException {
        int at = take(field, width);
        long number = 0;
        for (int i = 0; i < width; i++) {
            number = number << 8 | octets[at + i] & 0xff;
        }
        return number;
    }

    private boolean more() {
        return left() > 0;
    }

    private int left() {
        return limits[depth] - position;
    }

    private int take(String field, int count) throws DecodeException {
        if (count > left()) {
            throw failure(field, position, "needs " + count + " octets of " + left());
        }
        int at = position;
        position += count;
        return at;
    }

    private DecodeException failure(String field, int at, String why) {
        return new DecodeException(field, at, sections[depth], why);
    }
}
