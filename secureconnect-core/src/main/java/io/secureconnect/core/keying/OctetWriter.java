package io.secureconnect.core.keying;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Collects octets, big-endian, and leaves no copy of them behind when it is closed. */
final class OctetWriter implements AutoCloseable {
    private byte[] octets = new byte[256];
    private int length;

    OctetWriter u8(int value) {
        return number(value, 1);
    }

    OctetWriter u16(int value) {
        return number(value, 2);
    }

    OctetWriter u32(int value) {
        return number(value, 4);
    }

    OctetWriter u64(long value) {
        return number(value, 8);
    }

    /** Octets with their number in 16 bits before them. */
    OctetWriter counted(byte[] value) {
        if (value.length > 0xffff) {
            throw new IllegalArgumentException(value.length + " octets do not fit a field of at most 65535");
        }
        u16(value.length);
        reserve(value.length);
        System.arraycopy(value, 0, octets, length, value.length);
        length += value.length;
        return this;
    }

    /** UTF-8 with its length in 16 bits before it. */
    OctetWriter text(String value) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(value));
            byte[] exact = new byte[encoded.remaining()];
            encoded.get(exact);
            return counted(exact);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("'" + value + "' is not well-formed Unicode", e);
        }
    }

    /** A copy of what was written; the caller wipes it. */
    byte[] toOctets() {
        return Arrays.copyOf(octets, length);
    }

    @Override
    public void close() {
        Arrays.fill(octets, (byte) 0);
        length = 0;
    }

    private OctetWriter number(long value, int size) {
        reserve(size);
        for (int shift = (size - 1) * 8; shift >= 0; shift -= 8) {
            octets[length++] = (byte) (value >>> shift);
        }
        return this;
    }

    private void reserve(int more) {
        if (length + more > octets.length) {
            byte[] outgrown = octets;
            octets = Arrays.copyOf(outgrown, Math.max(outgrown.length * 2, length + more));
            Arrays.fill(outgrown, (byte) 0);
        }
    }
}
