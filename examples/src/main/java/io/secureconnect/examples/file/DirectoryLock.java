package io.secureconnect.examples.file;

import io.secureconnect.examples.console.CommandFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps a second process from working in the same directory; the system lets go of it when a process dies. */
public final class DirectoryLock implements AutoCloseable {
    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @param who says what the other process is, such as {@code an agent}
     */
    public static DirectoryLock take(Path directory, String name, String who) {
        Path file = directory.resolve(name);
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw CommandFailure.input(directory + ": " + who + " is at work here already; wait for it or end it");
            }
            return new DirectoryLock(channel);
        } catch (IOException e) {
            throw CommandFailure.file(file, e, "name a directory that can be written");
        }
    }

    /** Takes the lock as soon as the process that has it lets go. */
    public static DirectoryLock await(Path directory, String name) {
        Path file = directory.resolve(name);
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel.lock();
            return new DirectoryLock(channel);
        } catch (IOException e) {
            throw CommandFailure.file(file, e, "name a directory that can be written");
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot let go of a lock", e);
        }
    }
}
