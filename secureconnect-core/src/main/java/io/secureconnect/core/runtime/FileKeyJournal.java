package io.secureconnect.core.runtime;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.spi.KeyJournal;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A {@link KeyJournal} in a file: one line for each note, appended and forced to the disk before {@link #use} returns. When
 * most lines have been overtaken by later ones the file is written anew beside itself and put in its place.
 *
 * <p>A file named like it with {@code .lock} behind keeps a second process out; it is left behind, for removing it would let
 * two in at once. Not thread-safe.
 */
final class FileKeyJournal implements KeyJournal {
    private static final int LINES_TO_SPARE = 1_000;

    private final Path file;
    private final FileLock lock;
    private final SortedMap<JournalLine.Key, Long> highest;
    private FileChannel channel;
    private int lines;

    private FileKeyJournal(Path file, FileLock lock, SortedMap<JournalLine.Key, Long> highest, FileChannel channel) {
        this.file = file;
        this.lock = lock;
        this.highest = highest;
        this.channel = channel;
    }

    /** See {@link io.secureconnect.api.SecureConnect#keyJournal}. */
    static FileKeyJournal open(Path file) {
        try {
            FileLock lock = lock(file);
            try {
                PrivateFiles.requirePrivate(file);
                SortedMap<JournalLine.Key, Long> highest = read(file);
                FileChannel channel = rewrite(file, highest);
                FileKeyJournal journal = new FileKeyJournal(file, lock, highest, channel);
                journal.lines = highest.size();
                return journal;
            } catch (IOException | RuntimeException e) {
                lock.acquiredBy().close();
                throw e;
            }
        } catch (IOException e) {
            throw failed(file + ": the key journal cannot be read: " + e, e);
        }
    }

    @Override
    public long highest(HostPair path, Direction direction) {
        return highest.getOrDefault(new JournalLine.Key(path, direction), 0L);
    }

    @Override
    public void use(HostPair path, Direction direction, long generation) {
        long used = highest(path, direction);
        if (generation <= used) {
            throw new IllegalArgumentException("key generation " + generation + " of " + path + " " + direction
                    + " is not above " + used + ", which was used");
        }
        JournalLine line = new JournalLine(new JournalLine.Key(path, direction), generation);
        try {
            if (lines > 2 * highest.size() + LINES_TO_SPARE) {
                compact();
            }
            PrivateFiles.append(channel, line.encode());
        } catch (IOException e) {
            abandon();
            throw failed(
                    file + ": cannot be written, so the key is not used: " + e
                            + "; make room or mend the disk, then open the journal anew",
                    e);
        }
        highest.put(line.key(), generation);
        lines++;
    }

    @Override
    public void close() {
        abandon();
        try {
            lock.acquiredBy().close();
        } catch (IOException e) {
            throw failed(file + ": the key journal cannot be closed: " + e, e);
        }
    }

    /** Half a line may stand at the end now: nothing may be written behind it. */
    private void abandon() {
        try {
            channel.close();
        } catch (IOException e) {
            throw failed(file + ": the key journal cannot be closed: " + e, e);
        }
    }

    private void compact() throws IOException {
        channel.close();
        channel = rewrite(file, highest);
        lines = highest.size();
    }

    private static SortedMap<JournalLine.Key, Long> read(Path file) throws IOException {
        SortedMap<JournalLine.Key, Long> highest = new TreeMap<>();
        if (Files.exists(file)) {
            for (JournalLine line : JournalLine.decodeAll(file, Files.readString(file))) {
                highest.merge(line.key(), line.generation(), Math::max);
            }
        }
        return highest;
    }

    /** Writes what is known beside the file, forces it to the disk, and only then puts it in the file's place. */
    private static FileChannel rewrite(Path file, SortedMap<JournalLine.Key, Long> highest) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        FileChannel channel = PrivateFiles.create(fresh);
        try {
            String text = highest.entrySet().stream()
                    .map(note -> new JournalLine(note.getKey(), note.getValue()).encode())
                    .collect(Collectors.joining());
            PrivateFiles.append(channel, text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            PrivateFiles.forceDirectory(file);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static FileLock lock(Path file) throws IOException {
        Path name = file.resolveSibling(file.getFileName() + ".lock");
        FileChannel channel = PrivateFiles.openOrCreate(name);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException sameProcess) {
            // the same answer as for another process
        }
        channel.close();
        throw failed(file + ": the key journal is in use; one engine of a host is enough, close the other", null);
    }

    private static SecureConnectException failed(String message, @Nullable Throwable cause) {
        return new SecureConnectException(ErrorCode.JOURNAL_FAILED, message, cause);
    }
}
