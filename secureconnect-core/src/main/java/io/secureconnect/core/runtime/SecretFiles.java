package io.secureconnect.core.runtime;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** Whole files with secrets: their owner's alone, read and written through memory that is wiped. */
final class SecretFiles {
    /** Keys for about a hundred thousand peers. */
    private static final long MOST_OCTETS = 16 * 1024 * 1024;

    private SecretFiles() {}

    /**
     * All of a file that is its owner's alone.
     *
     * @throws SecureConnectException with {@code INSECURE_FILE}, or with {@code code} if it cannot be read
     */
    static SecretBytes read(Path file, ErrorCode code) {
        try {
            PrivateFiles.requirePrivate(file);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                if (channel.size() > MOST_OCTETS) {
                    throw new SecureConnectException(
                            code, file + ": has " + channel.size() + " octets, more than the 16 MiB that are read");
                }
                return read(channel);
            }
        } catch (IOException e) {
            throw new SecureConnectException(code, file + ": cannot be read: " + e, e);
        }
    }

    private static SecretBytes read(FileChannel channel) throws IOException {
        byte[] octets = new byte[(int) channel.size()];
        ByteBuffer buffer = ByteBuffer.wrap(octets);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
            // until all is there, or the file has become shorter
        }
        if (!buffer.hasRemaining()) {
            return SecretBytes.wrap(octets);
        }
        byte[] shorter = Arrays.copyOf(octets, buffer.position());
        Arrays.fill(octets, (byte) 0);
        return SecretBytes.wrap(shorter);
    }

    /** See {@link io.secureconnect.api.SecureConnect#writeSecret}. */
    static void write(Path file, SecretBytes content) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(fresh);
            try (FileChannel channel = PrivateFiles.create(fresh)) {
                byte[] octets = content.read(byte[]::clone);
                try {
                    ByteBuffer buffer = ByteBuffer.wrap(octets);
                    while (buffer.hasRemaining()) {
                        channel.write(buffer);
                    }
                } finally {
                    Arrays.fill(octets, (byte) 0);
                }
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            PrivateFiles.forceDirectory(file);
        } catch (IOException e) {
            throw new SecureConnectException(
                    ErrorCode.KEY_UNREADABLE,
                    file + ": cannot be written: " + e + "; what was there is still there",
                    e);
        }
    }
}
