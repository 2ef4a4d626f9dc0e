package io.secureconnect.core.runtime;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Files for their owner alone, mode 0600, and writes that survive a crash of the machine. Where a file system knows no modes
 * (Windows) the directory's access list decides.
 */
final class PrivateFiles {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private PrivateFiles() {}

    /** Makes an empty file that nobody else could open even for a moment. */
    static FileChannel create(Path file) throws IOException {
        return open(file, StandardOpenOption.CREATE_NEW);
    }

    /** The same, or the file that is there. */
    static FileChannel openOrCreate(Path file) throws IOException {
        return open(file, StandardOpenOption.CREATE);
    }

    private static FileChannel open(Path file, StandardOpenOption how) throws IOException {
        FileAttribute<?>[] mode = knowsModes(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
        return FileChannel.open(file, EnumSet.of(how, StandardOpenOption.WRITE), mode);
    }

    /** Writes at the end and returns when it is on the disk. */
    static void append(FileChannel channel, String text) throws IOException {
        ByteBuffer octets = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (octets.hasRemaining()) {
            channel.write(octets);
        }
        channel.force(true);
    }

    /** Has the name of a new file survive a crash too. */
    static void forceDirectory(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null && knowsModes(file)) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /**
     * Returns if the file is its owner's alone, or is not there.
     *
     * @throws SecureConnectException with {@code INSECURE_FILE}
     */
    static void requirePrivate(Path file) throws IOException {
        if (!Files.exists(file) || !knowsModes(file)) {
            return;
        }
        Set<PosixFilePermission> modes = EnumSet.copyOf(OWNER_ONLY);
        modes.addAll(Files.getPosixFilePermissions(file));
        modes.remove(PosixFilePermission.OWNER_EXECUTE);
        if (!modes.equals(OWNER_ONLY)) {
            throw new SecureConnectException(
                    ErrorCode.INSECURE_FILE,
                    file + ": others than its owner have rights on it ("
                            + PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
                            + "); check what they did, then run chmod 600 " + file);
        }
    }

    private static boolean knowsModes(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
