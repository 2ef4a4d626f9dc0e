package io.secureconnect.testkit.kernel;

/** What stands behind the payload inside the encryption: padding 1, 2, 3…, its length, the next header (RFC 4303 §2.4). */
final class EspTrailer {
    private static final int PAD_LENGTH_AND_NEXT_HEADER = 2;

    private EspTrailer() {}

    /** Octets of a payload with its trailer. */
    static int padded(int payload, int alignment) {
        return (payload + PAD_LENGTH_AND_NEXT_HEADER + alignment - 1) / alignment * alignment;
    }

    /** Writes the trailer of a payload that ends at {@code offset}, so that the text ends at {@code end}. */
    static void write(byte[] esp, int offset, int end, int nextHeader) {
        int padding = end - offset - PAD_LENGTH_AND_NEXT_HEADER;
        for (int i = 0; i < padding; i++) {
            esp[offset + i] = (byte) (i + 1);
        }
        esp[end - 2] = (byte) padding;
        esp[end - 1] = (byte) nextHeader;
    }

    /** Octets of the payload in {@code length} octets of text, or -1 if there is no proper trailer. */
    static int payloadLength(byte[] text, int length) {
        if (length < PAD_LENGTH_AND_NEXT_HEADER) {
            return -1;
        }
        int payload = length - PAD_LENGTH_AND_NEXT_HEADER - (text[length - 2] & 0xff);
        for (int i = 0; i < length - PAD_LENGTH_AND_NEXT_HEADER - payload; i++) {
            if (payload < 0 || text[payload + i] != (byte) (i + 1)) {
                return -1;
            }
        }
        return payload;
    }

    static int nextHeader(byte[] text, int length) {
        return text[length - 1] & 0xff;
    }
}
