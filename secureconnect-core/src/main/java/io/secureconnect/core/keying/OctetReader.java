package io.secureconnect.core.keying;

import io.secureconnect.core.keying.UnreadableInstructionException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Takes octets apart, big-endian; any octets give a value or a fault that names field and offset. */
final class OctetReader {
    private final byte[] octets;
    private int offset;
    private String field = "start";

    OctetReader(byte[] octets) {
        this.octets = octets;
    }

    /** Names the field that is read next. */
    void begin(String name) {
        field = name;
    }

    int u8() throws UnreadableInstructionException {
        return (int) number(1);
    }

    int u16() throws UnreadableInstructionException {
        return (int) number(2);
    }

    int u32() throws UnreadableInstructionException {
        return (int) number(4);
    }

    long u64() throws UnreadableInstructionException {
        return number(8);
    }

    byte[] counted() throws UnreadableInstructionException {
        int size = u16();
        require(size);
        offset += size;
        return Arrays.copyOfRange(octets, offset - size, offset);
    }

    String text() throws UnreadableInstructionException {
        byte[] encoded = counted();
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(encoded))
                    .toString();
        } catch (CharacterCodingException e) {
            throw fault("is not UTF-8");
        }
    }

    /** Demands that nothing is left. */
    void end() throws UnreadableInstructionException {
        if (offset != octets.length) {
            throw fault((octets.length - offset) + " octets follow");
        }
    }

    UnreadableInstructionException fault(String problem) {
        return new UnreadableInstructionException(
                Reason.MALFORMED, "malformed key instruction: " + field + " at octet " + offset + ": " + problem);
    }

    private long number(int size) throws UnreadableInstructionException {
        require(size);
        long value = 0;
        for (int i = 0; i < size; i++) {
            value = (value << 8) | (octets[offset++] & 0xff);
        }
        return value;
    }

    private void require(int size) throws UnreadableInstructionException {
        if (octets.length - offset < size) {
            throw fault("needs " + size + " octets, " + (octets.length - offset) + " are left");
        }
    }
}
