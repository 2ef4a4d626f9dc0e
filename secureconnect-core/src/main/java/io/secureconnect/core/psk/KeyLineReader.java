package io.secureconnect.core.psk;

import io.secureconnect.api.auth.PairKey;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads what {@link KeyLines} writes, line by line, without making a string of a key. Any octets give lines or a {@code
 * KEY_UNREADABLE} that names the line and shows nothing of it.
 */
final class KeyLineReader {
    private static final int KEY_DIGITS = 64;

    private final String source;
    private final byte[] octets;
    private int start;
    private int end;
    private int next;
    private int number;

    /** @param source where the octets are from, for texts */
    KeyLineReader(String source, byte[] octets) {
        this.source = source;
        this.octets = octets;
    }

    /** Goes to the next line that is not empty; false if there is none. */
    boolean next() {
        do {
            start = next;
            if (start >= octets.length) {
                return false;
            }
            end = start;
            while (end < octets.length && octets[end] != '\n') {
                end++;
            }
            next = end + 1;
            number++;
        } while (end == start);
        return true;
    }

    boolean startsWith(String word) {
        byte[] begin = word.getBytes(StandardCharsets.US_ASCII);
        if (end - start < begin.length) {
            return false;
        }
        for (int at = 0; at < begin.length; at++) {
            if (octets[start + at] != begin[at]) {
                return false;
            }
        }
        return true;
    }

    /** What follows {@code word}, which the line must begin with. */
    String afterWord(String word) {
        if (!startsWith(word + " ")) {
            throw fault("does not begin with '" + word + "'");
        }
        return id(start + word.length() + 1);
    }

    /** The epoch and secret of a line {@code key <epoch> <64 digits> <id>}, and its id. */
    Key key() {
        if (!startsWith("key ")) {
            throw fault("does not begin with 'key'");
        }
        int at = start + 4;
        long epoch = 0;
        int digits = 0;
        for (; at < end && octets[at] >= '0' && octets[at] <= '9' && digits < 10; at++, digits++) {
            epoch = 10 * epoch + octets[at] - '0';
        }
        int key = at + 1;
        if (digits == 0 || epoch > Integer.MAX_VALUE || end < key + KEY_DIGITS || octets[at] != ' ') {
            throw fault("has no epoch and key of 64 hexadecimal digits");
        }
        int rest = key + KEY_DIGITS;
        if (rest < end && octets[rest] != ' ') {
            throw fault("has a key of more than 64 digits");
        }
        String id = rest == end ? "" : id(rest + 1);
        return new Key(new PairKey((int) epoch, secret(key)), id); // the key last: nothing fails after it
    }

    /** A line of nothing but 64 digits. */
    SecretBytes bareKey() {
        if (end - start != KEY_DIGITS) {
            throw fault("is not a key of 64 hexadecimal digits");
        }
        return secret(start);
    }

    /** Whether the line, without blanks at its end, is nothing but hexadecimal digits. */
    boolean isBare() {
        while (end > start && (octets[end - 1] == '\r' || octets[end - 1] == ' ')) {
            end--;
        }
        for (int at = start; at < end; at++) {
            if (digit(octets[at]) < 0) {
                return false;
            }
        }
        return end > start;
    }

    SecureConnectException fault(String problem) {
        return new SecureConnectException(
                ErrorCode.KEY_UNREADABLE,
                source + ": line " + number + " " + problem + "; take a file that was not changed");
    }

    private SecretBytes secret(int from) {
        byte[] key = new byte[KEY_DIGITS / 2];
        for (int at = 0; at < KEY_DIGITS; at++) {
            int digit = digit(octets[from + at]);
            if (digit < 0) {
                Arrays.fill(key, (byte) 0);
                throw fault("has a key with a character that is no hexadecimal digit");
            }
            key[at / 2] |= (byte) (at % 2 == 0 ? digit << 4 : digit);
        }
        return SecretBytes.wrap(key);
    }

    private static int digit(byte octet) {
        return octet >= 0 ? Character.digit((char) octet, 16) : -1;
    }

    private String id(int from) {
        String written = new String(octets, from, end - from, StandardCharsets.UTF_8);
        StringBuilder id = new StringBuilder();
        for (int at = 0; at < written.length(); at++) {
            char c = written.charAt(at);
            if (c != '%') {
                id.append(c);
            } else {
                int high = at + 2 < written.length() ? Character.digit(written.charAt(at + 1), 16) : -1;
                int low = at + 2 < written.length() ? Character.digit(written.charAt(at + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    throw fault("has an id with a broken escape");
                }
                id.append((char) (high << 4 | low));
                at += 2;
            }
        }
        return id.toString();
    }

    /** What a line with a key says. */
    record Key(PairKey key, String id) {}
}
