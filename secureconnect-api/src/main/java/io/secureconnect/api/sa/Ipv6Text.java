package io.secureconnect.api.sa;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The text of an IPv6 address: read by RFC 4291 §2.2 (all three forms), written by RFC 5952. */
final class Ipv6Text {
    private static final int GROUPS = 8;

    private Ipv6Text() {}

    static byte @Nullable [] parse(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            int[] groups = groups(text, true);
            return groups != null && groups.length == GROUPS ? octets(groups) : null;
        }
        if (text.indexOf("::", gap + 1) >= 0) {
            return null;
        }
        int[] head = groups(text.substring(0, gap), false);
        int[] tail = groups(text.substring(gap + 2), true);
        if (head == null || tail == null || head.length + tail.length >= GROUPS) {
            return null;
        }
        int[] groups = Arrays.copyOf(head, GROUPS);
        System.arraycopy(tail, 0, groups, GROUPS - tail.length, tail.length);
        return octets(groups);
    }

    private static int @Nullable [] groups(String text, boolean mayEndDotted) {
        if (text.isEmpty()) {
            return new int[0];
        }
        String[] parts = text.split(":", -1);
        if (parts.length > GROUPS) {
            return null;
        }
        int[] groups = new int[GROUPS + 1];
        int n = 0;
        for (int i = 0; i < parts.length; i++) {
            if (mayEndDotted && i == parts.length - 1 && parts[i].indexOf('.') >= 0) {
                byte[] dotted = Ipv4Text.parse(parts[i]);
                if (dotted == null) {
                    return null;
                }
                groups[n++] = (dotted[0] & 0xff) << 8 | dotted[1] & 0xff;
                groups[n++] = (dotted[2] & 0xff) << 8 | dotted[3] & 0xff;
            } else {
                int group = hex(parts[i]);
                if (group < 0) {
                    return null;
                }
                groups[n++] = group;
            }
        }
        return n > GROUPS ? null : Arrays.copyOf(groups, n);
    }

    private static int hex(String text) {
        if (text.isEmpty() || text.length() > 4) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private static byte[] octets(int[] groups) {
        byte[] octets = new byte[16];
        for (int i = 0; i < GROUPS; i++) {
            octets[2 * i] = (byte) (groups[i] >> 8);
            octets[2 * i + 1] = (byte) groups[i];
        }
        return octets;
    }

    static String format(byte[] octets) {
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = (octets[2 * i] & 0xff) << 8 | octets[2 * i + 1] & 0xff;
        }
        int gapStart = -1;
        int gapLength = 1; // RFC 5952 §4.2.2: a single zero group is not shortened
        for (int i = 0; i < GROUPS; i++) {
            int length = 0;
            while (i + length < GROUPS && groups[i + length] == 0) {
                length++;
            }
            if (length > gapLength) {
                gapStart = i;
                gapLength = length;
            }
        }
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < GROUPS; i++) {
            if (i == gapStart) {
                text.append("::");
                i += gapLength - 1;
                continue;
            }
            if (text.length() > 0 && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }
}
