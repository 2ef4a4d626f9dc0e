package io.secureconnect.examples.agent;

import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.examples.file.FileStamp;
import io.secureconnect.examples.file.PolicyFile;
import io.secureconnect.examples.file.PrivateFiles;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A policy file that is read again whenever it has changed. Nobody but its owner may be able to change it. */
final class WatchedPolicy {
    private final Path file;
    private @Nullable FileStamp seen;

    WatchedPolicy(Path file) {
        this.file = file;
    }

    /** The document, if the file is another than at the last call; each state of the file is tried once. */
    Optional<PolicyDocument> changed() {
        FileStamp now = FileStamp.of(file);
        if (now.equals(seen)) {
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
}
