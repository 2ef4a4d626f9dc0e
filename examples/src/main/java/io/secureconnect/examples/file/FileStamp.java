package io.secureconnect.examples.file;

import io.secureconnect.examples.console.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * What tells one state of a file from the next without reading it. Files that are replaced by renaming differ in their
 * inode even within one tick of the file system's clock.
 *
 * @param modified when it was written
 * @param size octets
 * @param inode its identity, where the system tells one
 */
public record FileStamp(
        FileTime modified, long size, @Nullable Object inode) {
    /** The stamp of a file that is not there. */
    public static final FileStamp ABSENT = new FileStamp(FileTime.fromMillis(0), -1, null);

    /** The stamp of a file, or {@link #ABSENT}. */
    public static FileStamp of(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileStamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        } catch (NoSuchFileException e) {
            return ABSENT;
        } catch (IOException e) {
            throw CommandFailure.file(file, e, "name one that this user may read");
        }
    }
}
