package io.secureconnect.api.sa;

import org.jspecify.annotations.Nullable;

/** Dotted decimal: four numbers 0 to 255 without leading zeros, which some parsers would read as octal. */
final class Ipv4Text {
    private Ipv4Text() {}

    static byte @Nullable [] parse(String text) {
        byte[] octets = new byte[4];
        int at = 0;
        for (int i = 0; i < 4; i++) {
            int start = at;
            int value = 0;
            while (at < text.length() && at - start < 3 && isDigit(text.charAt(at))) {
                value = value * 10 + (text.charAt(at++) - '0');
            }
            boolean leadingZero = at - start > 1 && text.charAt(start) == '0';
            if (at == start || value > 255 || leadingZero) {
                return null;
            }
            octets[i] = (byte) value;
            if (i < 3 && (at >= text.length() || text.charAt(at++) != '.')) {
                return null;
            }
        }
        return at == text.length() ? octets : null;
    }

    static String format(byte[] octets) {
        return (octets[0] & 0xff) + "." + (octets[1] & 0xff) + "." + (octets[2] & 0xff) + "." + (octets[3] & 0xff);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
