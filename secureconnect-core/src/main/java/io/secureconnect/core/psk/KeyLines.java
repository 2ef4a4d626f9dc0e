package io.secureconnect.core.psk;

import io.secureconnect.api.auth.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes lines of words in UTF-8, keys in hexadecimal among them, into an array of its own that is wiped where it grows; no
 * key becomes a string. An id is the last word of its line; what would break the line is written as {@code %XX}.
 */
final class KeyLines implements AutoCloseable {
    private byte[] octets = new byte[1_024];
    private int length;

    KeyLines text(String word) {
        return append(word.getBytes(StandardCharsets.UTF_8));
    }

    KeyLines id(String id) {
        StringBuilder escaped = new StringBuilder();
        for (int at = 0; at < id.length(); at++) {
            char c = id.charAt(at);
            if (c < ' ' || c == 0x7f || c == '%') {
                escaped.append('%').append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                escaped.append(c);
            }
        }
        return text(escaped.toString());
    }

    /** {@code key <epoch> <64 digits> <id>}. */
    KeyLines key(int epoch, SecretBytes secret) {
        text("key " + epoch + " ");
        secret.use(key -> {
            for (byte octet : key) {
                one(Character.forDigit(octet >> 4 & 15, 16));
                one(Character.forDigit(octet & 15, 16));
            }
        });
        return this;
    }

    KeyLines end() {
        one('\n');
        return this;
    }

    /** All that was written; a copy with a life of its own. */
    SecretBytes toSecret() {
        return SecretBytes.wrap(Arrays.copyOf(octets, length));
    }

    private KeyLines append(byte[] more) {
        for (byte octet : more) {
            one(octet);
        }
        return this;
    }

    private void one(int octet) {
        if (length == octets.length) {
            byte[] larger = Arrays.copyOf(octets, 2 * length);
            Arrays.fill(octets, (byte) 0);
            octets = larger;
        }
        octets[length++] = (byte) octet;
    }

    /** Wipes what was written. */
    @Override
    public void close() {
        Arrays.fill(octets, (byte) 0);
    }
}
