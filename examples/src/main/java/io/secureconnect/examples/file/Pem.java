package io.secureconnect.examples.file;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** One object in PEM (RFC 7468), as octets that can be wiped: no text of it is ever a {@code String}. */
final class Pem {
    private Pem() {}

    /** {@code der} on one line of Base64 between its boundaries. */
    static byte[] encode(String label, byte[] der) {
        byte[] begin = ascii("-----BEGIN " + label + "-----\n");
        byte[] end = ascii("\n-----END " + label + "-----\n");
        byte[] base64 = Base64.getEncoder().encode(der);
        byte[] pem = ByteBuffer.allocate(begin.length + base64.length + end.length)
                .put(begin)
                .put(base64)
                .put(end)
                .array();
        Arrays.fill(base64, (byte) 0);
        return pem;
    }

    /**
     * The object of a text that holds it and nothing else.
     *
     * @throws IllegalArgumentException if it does not
     */
    static byte[] decode(String label, byte[] pem) {
        byte[] begin = ascii("-----BEGIN " + label + "-----");
        byte[] end = ascii("-----END " + label + "-----");
        byte[] compact = withoutWhitespaceAtEnds(pem);
        int to = compact.length - end.length;
        try {
            if (to < begin.length
                    || !Arrays.equals(compact, 0, begin.length, begin, 0, begin.length)
                    || !Arrays.equals(compact, to, compact.length, end, 0, end.length)) {
                throw new IllegalArgumentException("no " + label + " in PEM");
            }
            return base64(compact, begin.length, to);
        } finally {
            Arrays.fill(compact, (byte) 0);
        }
    }

    private static byte[] base64(byte[] text, int from, int to) {
        ByteBuffer lines = ByteBuffer.allocate(to - from);
        for (int i = from; i < to; i++) {
            if (!isWhitespace(text[i])) {
                lines.put(text[i]);
            }
        }
        byte[] digits = Arrays.copyOf(lines.array(), lines.position());
        try {
            return Base64.getDecoder().decode(digits);
        } finally {
            Arrays.fill(digits, (byte) 0);
            Arrays.fill(lines.array(), (byte) 0);
        }
    }

    private static byte[] withoutWhitespaceAtEnds(byte[] text) {
        int from = 0;
        int to = text.length;
        while (from < to && isWhitespace(text[from])) {
            from++;
        }
        while (to > from && isWhitespace(text[to - 1])) {
            to--;
        }
        return Arrays.copyOfRange(text, from, to);
    }

    private static boolean isWhitespace(byte octet) {
        return octet == ' ' || octet == '\n' || octet == '\r' || octet == '\t';
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
