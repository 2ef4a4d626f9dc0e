package io.secureconnect.examples.agent;

import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.examples.console.CommandFailure;
import io.secureconnect.examples.file.PolicyFile;
import io.secureconnect.examples.file.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A policy file that is read again whenever it has changed. Nobody but its owner may be able to change it. */
final class WatchedPolicy {
    private final Path file;
    private @Nullable Stamp seen;

    WatchedPolicy(Path file) {
        this.file = file;
    }

    private record Stamp(
            FileTime modified, long size, @Nullable Object inode) {}

    /** The document, if the file is another than at the last call; each state of the file is tried once. */
    Optional<PolicyDocument> changed() {
        Stamp now = stamp();
        if (Objects.equals(now, seen)) {
            return Optional.empty();
        }
        PrivateFiles.requireTrusted(file);
        seen = now;
        return Optional.of(PolicyFile.read(file));
    }

    /** Makes the next call of {@link #changed} read the file. */
    void again() {
        seen = null;
    }

    private Stamp stamp() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        } catch (IOException e) {
            throw CommandFailure.file(file, e, "name a policy document");
        }
    }
}
