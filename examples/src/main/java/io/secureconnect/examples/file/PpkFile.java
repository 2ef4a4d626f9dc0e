package io.secureconnect.examples.file;

import io.secureconnect.api.auth.PostquantumPreSharedKey;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A post-quantum pre-shared key (RFC 8784) as a private file of one line: its id, a blank, and 64 hexadecimal digits or more.
 * The same file is on every host. The key is never a {@code String}.
 */
public final class PpkFile {
    private static final int LONGEST = 4096;

    private PpkFile() {}

    /**
     * Reads a file.
     *
     * @param required whether peers without it are refused
     * @throws SecureConnectException with {@code KEY_UNREADABLE} if it holds something else
     */
    public static PostquantumPreSharedKey read(Path file, boolean required) {
        byte[] octets = PrivateFiles.read(file, LONGEST);
        try {
            int end = octets.length;
            while (end > 0 && octets[end - 1] <= ' ' && octets[end - 1] >= 0) {
                end--;
            }
            int digits = end;
            while (digits > 0 && Character.digit(octets[digits - 1], 16) >= 0) {
                digits--;
            }
            if (digits < 2 || octets[digits - 1] != ' ' || (end - digits) % 2 != 0) {
                throw unreadable(file, "not an id, a blank and an even number of hexadecimal digits", null);
            }
            String id = new String(octets, 0, digits - 1, StandardCharsets.UTF_8).strip();
            return new PostquantumPreSharedKey(id, secret(octets, digits, end), required);
        } catch (IllegalArgumentException e) {
            throw unreadable(file, String.valueOf(e.getMessage()), e);
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }

    private static SecretBytes secret(byte[] octets, int from, int to) {
        byte[] secret = new byte[(to - from) / 2];
        for (int i = 0; i < secret.length; i++) {
            int high = Character.digit(octets[from + 2 * i], 16);
            secret[i] = (byte) (high << 4 | Character.digit(octets[from + 2 * i + 1], 16));
        }
        return SecretBytes.wrap(secret);
    }

    /** Writes a file; the id must be of one line. */
    public static void write(Path file, String id, SecretBytes secret) {
        byte[] digits = secret.read(octets -> {
            byte[] written = new byte[2 * octets.length];
            for (int i = 0; i < octets.length; i++) {
                written[2 * i] = (byte) Character.forDigit(octets[i] >> 4 & 15, 16);
                written[2 * i + 1] = (byte) Character.forDigit(octets[i] & 15, 16);
            }
            return written;
        });
        byte[] begin = (id + " ").getBytes(StandardCharsets.UTF_8);
        byte[] content = Arrays.copyOf(begin, begin.length + digits.length + 1);
        System.arraycopy(digits, 0, content, begin.length, digits.length);
        content[content.length - 1] = '\n';
        try {
            PrivateFiles.write(file, content);
        } finally {
            Arrays.fill(digits, (byte) 0);
            Arrays.fill(content, (byte) 0);
        }
    }

    private static SecureConnectException unreadable(Path file, String why, @Nullable Exception cause) {
        return new SecureConnectException(
                ErrorCode.KEY_UNREADABLE,
                file + ": " + why + "; 'secureconnect psk ppk' makes a post-quantum pre-shared key",
                cause);
    }
}
