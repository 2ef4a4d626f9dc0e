package io.secureconnect.examples.file;

import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.auth.OrganizationKey;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.keying.OrganizationKeys;
import io.secureconnect.examples.console.CommandFailure;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Pre-shared keys of an orchestrator as files of mode 0600. No key is ever a {@code String}. */
public final class PskFiles {
    private static final int LONGEST_STATE = 64 * 1024;
    private static final int LONGEST_KEY = 256;

    private PskFiles() {}

    /** The key file of {@code workload} in {@code directory}. */
    public static Path of(Path directory, String workload) {
        return directory.resolve(HostFileName.of(workload) + ".psk");
    }

    /** Reads the keys of an organization. */
    public static OrganizationKeys read(Path file) {
        try (SecretBytes saved = SecretBytes.wrap(PrivateFiles.read(file, LONGEST_STATE))) {
            return SecureConnect.pairKeyDistribution().restore(saved);
        }
    }

    /** Writes the keys of an organization. */
    public static void write(Path file, OrganizationKeys keys) {
        try (SecretBytes saved = keys.save()) {
            saved.use(octets -> PrivateFiles.write(file, octets));
        }
    }

    /** Writes a file of pair keys, unless it says the same already; tells whether it did. */
    public static boolean writeHostKeys(Path file, SecretBytes keys) {
        if (Files.exists(file)) {
            try (SecretBytes old = SecretBytes.wrap(PrivateFiles.read(file, Integer.MAX_VALUE - 1))) {
                if (old.length() == keys.length() && old.equals(keys)) {
                    return false;
                }
            }
        }
        keys.use(octets -> PrivateFiles.write(file, octets));
        return true;
    }

    /** Reads an organization key of 64 hexadecimal digits. */
    public static OrganizationKey readKey(Path file) {
        byte[] octets = PrivateFiles.read(file, LONGEST_KEY);
        CharBuffer text = StandardCharsets.US_ASCII.decode(ByteBuffer.wrap(octets));
        int length = text.length();
        while (length > 0 && Character.isWhitespace(text.get(length - 1))) {
            length--;
        }
        char[] digits = new char[length];
        text.get(digits);
        try {
            return OrganizationKey.ofHex(digits);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.input(file + ": " + e.getMessage());
        } finally {
            Arrays.fill(digits, '0');
            Arrays.fill(text.array(), '0');
            Arrays.fill(octets, (byte) 0);
        }
    }

    /** Writes an organization key as 64 hexadecimal digits and a line feed. */
    public static void writeKey(Path file, OrganizationKey key) {
        char[] digits = key.exportHex();
        byte[] line = new byte[digits.length + 1];
        for (int i = 0; i < digits.length; i++) {
            line[i] = (byte) digits[i];
        }
        line[digits.length] = '\n';
        try {
            PrivateFiles.write(file, line);
        } finally {
            Arrays.fill(digits, '0');
            Arrays.fill(line, (byte) 0);
        }
    }
}
