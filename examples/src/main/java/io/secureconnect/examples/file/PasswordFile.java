package io.secureconnect.examples.file;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** A password as the first line of a private file, in UTF-8. It is never a {@code String}. */
public final class PasswordFile {
    private static final int LONGEST = 4096;

    private PasswordFile() {}

    /** The password; the caller wipes it. */
    public static char[] read(Path file) {
        byte[] octets = PrivateFiles.read(file, LONGEST);
        CharBuffer text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(octets));
        try {
            int length = 0;
            while (length < text.length() && text.get(length) != '\n' && text.get(length) != '\r') {
                length++;
            }
            char[] password = new char[length];
            text.get(password);
            return password;
        } finally {
            Arrays.fill(text.array(), '\0');
            Arrays.fill(octets, (byte) 0);
        }
    }
}
