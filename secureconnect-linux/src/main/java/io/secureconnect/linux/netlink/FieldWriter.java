package io.secureconnect.linux.netlink;

import io.secureconnect.api.auth.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Walks a field list and writes each value into a buffer of native byte order, from its position on. */
public final class FieldWriter implements Fields {
    private final ByteBuffer buffer;
    private final boolean littleEndian;
    private int base;

    /** A writer into {@code buffer}; gaps count from its position at each {@link #write}. */
    public FieldWriter(ByteBuffer buffer) {
        this.buffer = buffer;
        this.littleEndian = buffer.order() == ByteOrder.LITTLE_ENDIAN;
        this.base = buffer.position();
    }

    /** Writes one structure at the buffer's position. */
    public <T> void write(Structure<T> structure, T value) {
        base = buffer.position();
        structure.walk(this, value);
    }

    @Override
    public int u8(String name, int value) {
        buffer.put((byte) value);
        return value;
    }

    @Override
    public int u16(String name, int value) {
        align(2);
        buffer.putShort((short) value);
        return value;
    }

    @Override
    public int u32(String name, int value) {
        align(4);
        buffer.putInt(value);
        return value;
    }

    @Override
    public long u64(String name, long value) {
        align(8);
        buffer.putLong(value);
        return value;
    }

    @Override
    public int be16(String name, int value) {
        align(2);
        buffer.putShort(littleEndian ? Short.reverseBytes((short) value) : (short) value);
        return value;
    }

    @Override
    public int be32(String name, int value) {
        align(4);
        buffer.putInt(littleEndian ? Integer.reverseBytes(value) : value);
        return value;
    }

    @Override
    public long be64Unaligned(String name, long value) {
        align(4);
        buffer.putLong(littleEndian ? Long.reverseBytes(value) : value);
        return value;
    }

    @Override
    public String text(String name, int octets, String value) {
        byte[] ascii = value.getBytes(StandardCharsets.US_ASCII);
        if (ascii.length >= octets) {
            throw new IllegalArgumentException(
                    name + " '" + value + "' does not fit into " + octets + " octets with its final NUL");
        }
        buffer.put(ascii);
        zeros(octets - ascii.length);
        return value;
    }

    @Override
    @SuppressWarnings(
            "ReferenceEquality") // only to write zeros faster; any other blank value is written field by field
    public <T> T struct(String name, Structure<T> structure, T value) {
        align(structure.alignment());
        if (value == structure.blank() && structure.fixed()) {
            zeros(structure.size());
            return value;
        }
        return structure.walk(this, value);
    }

    @Override
    public <T> List<T> repeat(String name, Structure<T> structure, List<T> value) {
        for (int i = 0; i < value.size(); i++) {
            struct(name, structure, value.get(i));
        }
        return value;
    }

    @Override
    public Octets rest(String name, Octets value) {
        buffer.put(value.toArray());
        return value;
    }

    @Override
    public Optional<SecretBytes> secret(String name, int octets, Optional<SecretBytes> value) {
        SecretBytes key = value.orElseThrow(() -> new IllegalArgumentException(name + " is missing; a key is needed"));
        if (key.length() != octets) {
            throw new IllegalArgumentException(name + " has " + key.length() + " octets where " + octets + " are due");
        }
        key.use(buffer::put);
        return value;
    }

    @Override
    public void align(int multiple) {
        int gap = base - buffer.position() & multiple - 1;
        if (gap != 0) {
            zeros(gap);
        }
    }

    private void zeros(int octets) {
        int left = octets;
        for (; left >= Long.BYTES; left -= Long.BYTES) {
            buffer.putLong(0);
        }
        for (; left > 0; left--) {
            buffer.put((byte) 0);
        }
    }
}
