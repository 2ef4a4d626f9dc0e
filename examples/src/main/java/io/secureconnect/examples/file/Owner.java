package io.secureconnect.examples.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whose file it is, by number: names may be missing in a container. */
final class Owner {
    private static final int ROOT = 0;

    private Owner() {}

    /** Whether a file belongs to this process's user, or to root, who can do anything anyway. */
    static boolean mayBeTrusted(Path file) {
        try {
            int owner = uid(file);
            return owner == ROOT || owner == ownUid();
        } catch (IOException e) {
            return false;
        }
    }

    private static int ownUid() throws IOException {
        Path self = Path.of("/proc/self");
        if (Files.exists(self)) {
            return uid(self);
        }
        Path probe = Files.createTempFile("secureconnect-owner", null);
        try {
            return uid(probe);
        } finally {
            Files.delete(probe);
        }
    }

    private static int uid(Path file) throws IOException {
        return (Integer) Files.getAttribute(file, "unix:uid");
    }
}
