package io.secureconnect.linux.netlink;

import io.secureconnect.api.auth.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Walks a field list and reads each value out of a buffer of native byte order. Total: whatever the octets, a walk ends
 * in a value or in a {@link DecodeException}.
 */
public final class FieldReader implements Fields {
    private final ByteBuffer buffer;
    private final boolean littleEndian;
    private final int limit;
    private String within;
    private int base;
    private int position;

    /** A reader of the octets from {@code start} up to {@code limit}; {@code within} names them in faults. */
    public FieldReader(ByteBuffer buffer, int start, int limit, String within) {
        this.buffer = buffer;
        this.littleEndian = buffer.order() == ByteOrder.LITTLE_ENDIAN;
        this.limit = limit;
        this.within = within;
        this.base = start;
        this.position = start;
    }

    /** Reads one structure from here on. Octets behind it are left. */
    public <T> T read(Structure<T> structure) {
        within = structure.name();
        base = position;
        return structure.walk(this, structure.blank());
    }

    /** Octets not yet read. */
    public int remaining() {
        return limit - position;
    }

    /** Where the next octet stands, from the start of the datagram. */
    public int position() {
        return position;
    }

    /** A reader of the next {@code octets} octets, which this one skips. */
    FieldReader slice(int octets, String name) {
        int start = take(name, octets);
        return new FieldReader(buffer, start, start + octets, name);
    }

    private int take(String name, int octets) {
        int at = position;
        if (octets < 0 || octets > limit - at) {
            throw new DecodeException(
                    within + "." + name, at, "needs " + octets + " octets, there are " + Math.max(0, limit - at));
        }
        position = at + octets;
        return at;
    }

    @Override
    public int u8(String name, int ignored) {
        return buffer.get(take(name, 1)) & 0xff;
    }

    @Override
    public int u16(String name, int ignored) {
        align(2);
        return buffer.getShort(take(name, 2)) & 0xffff;
    }

    @Override
    public int u32(String name, int ignored) {
        align(4);
        return buffer.getInt(take(name, 4));
    }

    @Override
    public long u64(String name, long ignored) {
        align(8);
        return buffer.getLong(take(name, 8));
    }

    @Override
    public int be16(String name, int ignored) {
        align(2);
        short raw = buffer.getShort(take(name, 2));
        return (littleEndian ? Short.reverseBytes(raw) : raw) & 0xffff;
    }

    @Override
    public int be32(String name, int ignored) {
        align(4);
        int raw = buffer.getInt(take(name, 4));
        return littleEndian ? Integer.reverseBytes(raw) : raw;
    }

    @Override
    public long be64Unaligned(String name, long ignored) {
        align(4);
        long raw = buffer.getLong(take(name, 8));
        return littleEndian ? Long.reverseBytes(raw) : raw;
    }

    @Override
    public String text(String name, int octets, String ignored) {
        int start = take(name, octets);
        StringBuilder text = new StringBuilder(octets);
        for (int i = 0; i < octets; i++) {
            byte octet = buffer.get(start + i);
            if (octet == 0) {
                return text.toString();
            }
            if (octet < 0x20 || octet == 0x7f) {
                throw new DecodeException(
                        within + "." + name, start + i, "octet " + (octet & 0xff) + " is no printable ASCII");
            }
            text.append((char) octet);
        }
        throw new DecodeException(within + "." + name, start, "no NUL within " + octets + " octets");
    }

    @Override
    public <T> T struct(String name, Structure<T> structure, T ignored) {
        align(structure.alignment());
        return structure.walk(this, structure.blank());
    }

    @Override
    public <T> List<T> repeat(String name, Structure<T> structure, List<T> ignored) {
        if (remaining() == structure.size()) {
            return List.of(struct(name, structure, structure.blank()));
        }
        List<T> all = new ArrayList<>();
        while (remaining() > 0) {
            all.add(struct(name, structure, structure.blank()));
        }
        return List.copyOf(all);
    }

    @Override
    public Octets rest(String name, Octets ignored) {
        byte[] octets = new byte[remaining()];
        buffer.get(take(name, octets.length), octets);
        return Octets.of(octets);
    }

    @Override
    public Optional<SecretBytes> secret(String name, int octets, Optional<SecretBytes> ignored) {
        int start = take(name, octets);
        for (int i = 0; i < octets; i++) {
            buffer.put(start + i, (byte) 0);
        }
        return Optional.empty();
    }

    /** Skips a gap; at the end of the octets it may be missing, as the kernel does not send it behind variable parts. */
    @Override
    public void align(int multiple) {
        int gap = base - position & multiple - 1;
        position = Math.min(limit, position + gap);
    }

    /** The text of the octets that are left, without the final NUL: a netlink string attribute. */
    String remainingText(String name) {
        byte[] octets = rest(name, Octets.NONE).toArray();
        int end = octets.length;
        while (end > 0 && octets[end - 1] == 0) {
            end--;
        }
        return new String(octets, 0, end, StandardCharsets.UTF_8);
    }
}
