package io.secureconnect.examples.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.examples.console.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateFilesTest {
    @TempDir
    private Path dir;

    @Test
    void whatIsWrittenIsItsOwnersAloneAndNothingElseIsLeft() throws IOException {
        Path file = dir.resolve("secret");
        PrivateFiles.write(file, "one".getBytes(UTF_8));
        PrivateFiles.write(file, "two".getBytes(UTF_8));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PrivateFiles.read(file, 3)).isEqualTo("two".getBytes(UTF_8));
        try (var names = Files.list(dir)) {
            assertThat(names).containsExactly(file);
        }
    }

    @Test
    void aReaderOfTheOldFileIsNotDisturbedByTheNewOne() throws IOException {
        Path file = dir.resolve("secret");
        PrivateFiles.write(file, "one".getBytes(UTF_8));
        try (var old = Files.newInputStream(file)) {
            PrivateFiles.write(file, "another".getBytes(UTF_8));
            assertThat(old.readAllBytes()).isEqualTo("one".getBytes(UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rw---x---"})
    void aFileThatOthersMayTouchIsRefused(String mode) throws IOException {
        Path file = dir.resolve("secret");
        PrivateFiles.write(file, new byte[1]);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        assertThatThrownBy(() -> PrivateFiles.read(file, 10))
                .isInstanceOfSatisfying(
                        SecureConnectException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INSECURE_FILE))
                .hasMessageContaining(file.toString())
                .hasMessageContaining(mode)
                .hasMessageContaining("chmod 600");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxr-x---", "rwx---r-x", "rwx-----x"})
    void aDirectoryThatOthersMayLookIntoIsRefused(String mode) throws IOException {
        Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString(mode));
        assertThatThrownBy(() -> PrivateFiles.requirePrivateDirectory(dir))
                .isInstanceOfSatisfying(
                        SecureConnectException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INSECURE_FILE))
                .hasMessageContaining("chmod 700");
    }

    @Test
    void aDirectoryIsMadePrivateAndAnOpenOneIsNotTaken() throws IOException {
        Path made = PrivateFiles.createDirectory(dir.resolve("a/b"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rwx------");
        assertThat(PrivateFiles.createDirectory(made)).isEqualTo(made);
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThatThrownBy(() -> PrivateFiles.createDirectory(made)).hasMessageContaining("chmod 700");
    }

    @Test
    void whatOthersMayChangeIsNotTrusted() throws IOException {
        Path file = Files.writeString(dir.resolve("policy"), "{}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(PrivateFiles.requireTrusted(file)).isEqualTo(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
        assertThatThrownBy(() -> PrivateFiles.requireTrusted(file)).hasMessageContaining("chmod go-w");
    }

    @Test
    void missingFilesDirectoriesAndEndlessOnesAreNamed() {
        assertThatThrownBy(() -> PrivateFiles.read(dir.resolve("none"), 10))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("none: no such file or directory");
        assertThatThrownBy(() -> PrivateFiles.read(dir, 10)).hasMessageContaining("not a regular file");
        assertThatThrownBy(() -> PrivateFiles.readAny(Path.of("/dev/zero"), 10))
                .hasMessageContaining("longer than 10 octets");
    }
}
