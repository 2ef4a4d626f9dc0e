package io.secureconnect.core.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** By what a change of files is seen without reading them: time, size and identity of each. */
record FileStamps(List<Stamp> stamps) {
    FileStamps {
        stamps = List.copyOf(stamps);
    }

    /** A file that is not there has a stamp, too. */
    static FileStamps of(List<Path> files) {
        List<Stamp> stamps = new ArrayList<>();
        for (Path file : files) {
            try {
                BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
                stamps.add(new Stamp(seen.lastModifiedTime(), seen.size(), String.valueOf(seen.fileKey())));
            } catch (IOException missing) {
                stamps.add(new Stamp(FileTime.fromMillis(0), -1, ""));
            }
        }
        return new FileStamps(stamps);
    }

    /** Of one file. */
    record Stamp(FileTime modified, long size, String key) {
        Stamp {
            Objects.requireNonNull(modified, "modified");
        }
    }
}
