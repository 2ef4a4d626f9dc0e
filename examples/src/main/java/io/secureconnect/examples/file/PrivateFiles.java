package io.secureconnect.examples.file;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.examples.console.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files that only their owner may touch. What is written here is there whole or not at all, with mode 0600 from its first
 * octet on; what is read here and open to others is refused with {@code INSECURE_FILE}.
 */
public final class PrivateFiles {
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER = DIRECTORY;

    private PrivateFiles() {}

    /** Creates a directory, and those above it, for its owner alone; one that exists must be private already. */
    public static Path createDirectory(Path directory) {
        try {
            Path above = directory.toAbsolutePath().getParent();
            if (above != null) {
                Files.createDirectories(above);
            }
            Files.createDirectory(directory, attribute(DIRECTORY));
        } catch (FileAlreadyExistsException e) {
            requirePrivateDirectory(directory);
        } catch (IOException e) {
            throw CommandFailure.file(directory, e, "name a directory that can be made");
        }
        return directory;
    }

    /** Refuses what is no directory, or one that others may look into or change. */
    public static void requirePrivateDirectory(Path directory) {
        PosixFileAttributes attributes = attributes(directory);
        if (!attributes.isDirectory()) {
            throw CommandFailure.file(directory, new NotDirectoryException(directory.toString()), "name a directory");
        }
        require(directory, attributes, "700");
    }

    /**
     * Reads a file that only its owner may touch.
     *
     * @param limit octets; a longer file is refused
     */
    public static byte[] read(Path file, int limit) {
        PosixFileAttributes attributes = attributes(file);
        if (!attributes.isRegularFile()) {
            throw CommandFailure.input(file + ": not a regular file; name a file");
        }
        require(file, attributes, "600");
        return readAny(file, limit);
    }

    /** Refuses what others than its owner may change: whoever can is believed. */
    public static Path requireTrusted(Path path) {
        PosixFileAttributes attributes = attributes(path);
        if (attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE)
                || attributes.permissions().contains(PosixFilePermission.GROUP_WRITE)) {
            throw insecure(
                    path, attributes, "may be changed by others; run chmod go-w " + path + " and look what it says");
        }
        requireOwner(path, attributes);
        return path;
    }

    /** As {@link #read}, whoever may read the file. */
    public static byte[] readAny(Path file, int limit) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(limit + 1);
            if (content.length > limit) {
                throw CommandFailure.input(file + ": longer than " + limit + " octets; this is not the right file");
            }
            return content;
        } catch (IOException e) {
            throw CommandFailure.file(file, e, "name a file that can be read");
        }
    }

    /** Puts {@code content} in the place of {@code file} in one step that survives a crash. */
    public static void write(Path file, byte[] content) {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null) {
            throw CommandFailure.input(file + ": not a file name; name a file");
        }
        try {
            Path fresh = Files.createTempFile(directory, ".new-", ".tmp", attribute(FILE));
            try {
                writeThrough(fresh, content);
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(fresh);
            }
            try (FileChannel names = FileChannel.open(directory)) {
                names.force(true);
            }
        } catch (IOException e) {
            throw CommandFailure.file(file, e, "name a place that can be written");
        }
    }

    private static void writeThrough(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    private static PosixFileAttributes attributes(Path path) {
        try {
            return Files.readAttributes(path, PosixFileAttributes.class);
        } catch (IOException e) {
            throw CommandFailure.file(path, e, "name one that exists and that this user may read");
        } catch (UnsupportedOperationException e) {
            throw new SecureConnectException(
                    ErrorCode.INSECURE_FILE,
                    path + ": this file system knows no owner and mode, so it cannot keep a secret; use another",
                    e);
        }
    }

    private static void require(Path path, PosixFileAttributes attributes, String mode) {
        if (!OWNER.containsAll(attributes.permissions())) {
            throw insecure(
                    path,
                    attributes,
                    "lets others in; run chmod " + mode + " " + path + " and replace what they may have read");
        }
        requireOwner(path, attributes);
    }

    private static void requireOwner(Path path, PosixFileAttributes attributes) {
        if (!Owner.mayBeTrusted(path)) {
            throw insecure(
                    path,
                    attributes,
                    "belongs to " + attributes.owner().getName()
                            + ", neither to this user nor to root; copy it or change its owner");
        }
    }

    private static SecureConnectException insecure(Path path, PosixFileAttributes attributes, String why) {
        return new SecureConnectException(
                ErrorCode.INSECURE_FILE,
                path + ": mode " + PosixFilePermissions.toString(attributes.permissions()) + ": " + why);
    }

    private static FileAttribute<?> attribute(Set<PosixFilePermission> permissions) {
        return PosixFilePermissions.asFileAttribute(permissions);
    }
}
