package io.secureconnect.examples.file;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {
    @TempDir
    private Path dir;

    @Test
    void onlyOneAtATimeMayWorkInADirectory() {
        try (DirectoryLock held = DirectoryLock.take(dir, "lock", "another agent")) {
            assertThatThrownBy(() -> DirectoryLock.take(dir, "lock", "another agent"))
                    .hasMessageContaining("another agent is at work here already");
        }
        DirectoryLock.take(dir, "lock", "another agent").close();
    }
}
