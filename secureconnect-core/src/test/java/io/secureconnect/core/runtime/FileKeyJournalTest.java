package io.secureconnect.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileKeyJournalTest {
    private static final HostPair FOUR = HostPair.of("10.0.0.1", "10.0.0.2");
    private static final HostPair SIX = HostPair.of("2001:db8::1", "2001:db8::2");

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("web1.journal");
    }

    @Test
    void remembersTheHighestGenerationOfEachPathAndDirection() {
        try (FileKeyJournal journal = FileKeyJournal.open(file)) {
            assertThat(journal.highest(FOUR, Direction.INBOUND)).isZero();
            journal.use(FOUR, Direction.INBOUND, 1);
            journal.use(FOUR, Direction.INBOUND, 3);
            journal.use(SIX, Direction.OUTBOUND, 7);
        }
        try (FileKeyJournal journal = FileKeyJournal.open(file)) {
            assertThat(journal.highest(FOUR, Direction.INBOUND)).isEqualTo(3);
            assertThat(journal.highest(FOUR, Direction.OUTBOUND)).isZero();
            assertThat(journal.highest(SIX, Direction.OUTBOUND)).isEqualTo(7);
        }
    }

    @Test
    void aNoteIsInTheFileWhenUseReturns() throws IOException {
        try (FileKeyJournal journal = FileKeyJournal.open(file)) {
            journal.use(FOUR, Direction.INBOUND, 1);

            assertThat(file).hasContent("INBOUND 10.0.0.1 10.0.0.2 1\n");
        }
    }

    @Test
    void refusesAGenerationThatIsNotAboveTheHighest() {
        try (FileKeyJournal journal = FileKeyJournal.open(file)) {
            journal.use(FOUR, Direction.INBOUND, 3);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> journal.use(FOUR, Direction.INBOUND, 3))
                    .withMessageContaining("generation 3");
            assertThatIllegalArgumentException().isThrownBy(() -> journal.use(FOUR, Direction.INBOUND, 2));
        }
    }

    @Test
    void dropsALastLineThatACrashHasTornAtAnyOctet() throws IOException {
        String before = "INBOUND 10.0.0.1 10.0.0.2 3\n";
        String torn = "INBOUND 10.0.0.1 10.0.0.2 44";
        for (int octets = 0; octets <= torn.length(); octets++) {
            write(before + torn.substring(0, octets));
            try (FileKeyJournal journal = FileKeyJournal.open(file)) {
                assertThat(journal.highest(FOUR, Direction.INBOUND)).isEqualTo(3);
                journal.use(FOUR, Direction.INBOUND, 4);
            }
            assertThat(Files.readString(file))
                    .as("nothing is written behind half a line")
                    .isEqualTo(before + "INBOUND 10.0.0.1 10.0.0.2 4\n");
        }
    }

    @Test
    void refusesALineThatIsNoNote() throws IOException {
        for (String bad : List.of("nonsense", "INBOUND 10.0.0.1 10.0.0.2 x", "INBOUND 10.0.0.1 2001:db8::1 1")) {
            write("INBOUND 10.0.0.1 10.0.0.2 3\n" + bad + "\n");

            SecureConnectException refused = refusal();
            assertThat(refused.code()).isEqualTo(ErrorCode.JOURNAL_FAILED);
            assertThat(refused).hasMessageContainingAll("line 2", bad);
        }
    }

    @Test
    void isForItsOwnerAlone() throws IOException {
        FileKeyJournal.open(file).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void refusesAFileThatOthersMayReadOrWrite() throws IOException {
        for (String modes : List.of("rw-r-----", "rw----r--", "rw--w----")) {
            write("");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(modes));

            SecureConnectException refused = refusal();
            assertThat(refused.code()).isEqualTo(ErrorCode.INSECURE_FILE);
            assertThat(refused).hasMessageContainingAll(modes, "chmod 600");
        }
    }

    @Test
    void isHeldByOneAtATime() {
        FileKeyJournal first = FileKeyJournal.open(file);

        assertThat(refusal()).hasMessageContaining("in use");
        first.use(FOUR, Direction.INBOUND, 1);
        first.close();
        FileKeyJournal.open(file).close();
    }

    @Test
    void aRefusedFileIsNotHeld() throws IOException {
        write("nonsense\n");
        refusal();
        write("");

        FileKeyJournal.open(file).close();
    }

    @Test
    void saysWhichDirectoryIsMissing() {
        file = directory.resolve("missing").resolve("web1.journal");

        assertThat(refusal().code()).isEqualTo(ErrorCode.JOURNAL_FAILED);
        assertThat(refusal()).hasMessageContaining(file.toString());
    }

    @Test
    void staysSmallHoweverOftenKeysAreChanged() throws IOException {
        try (FileKeyJournal journal = FileKeyJournal.open(file)) {
            journal.use(SIX, Direction.OUTBOUND, 5);
            for (long generation = 1; generation <= 3_000; generation++) {
                journal.use(FOUR, Direction.INBOUND, generation);
            }
            assertThat(Files.readAllLines(file)).hasSizeLessThan(1_100);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        try (FileKeyJournal journal = FileKeyJournal.open(file)) {
            assertThat(journal.highest(FOUR, Direction.INBOUND)).isEqualTo(3_000);
            assertThat(journal.highest(SIX, Direction.OUTBOUND)).isEqualTo(5);
        }
    }

    @Test
    void aCrashWhileItIsWrittenAnewLosesNothing() throws IOException {
        write("INBOUND 10.0.0.1 10.0.0.2 3\n");
        Files.writeString(directory.resolve("web1.journal.new"), "INBOUND 10.0.0.1 10."); // half written, never moved

        try (FileKeyJournal journal = FileKeyJournal.open(file)) {
            assertThat(journal.highest(FOUR, Direction.INBOUND)).isEqualTo(3);
        }
    }

    @Test
    void takesNoNoteAfterItWasClosed() {
        FileKeyJournal journal = FileKeyJournal.open(file);
        journal.close();

        SecureConnectException refused =
                catchThrowableOfType(SecureConnectException.class, () -> journal.use(FOUR, Direction.INBOUND, 1));
        assertThat(refused.code()).isEqualTo(ErrorCode.JOURNAL_FAILED);
        assertThat(journal.highest(FOUR, Direction.INBOUND)).as("not used").isZero();
    }

    private void write(String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text, StandardOpenOption.WRITE);
    }

    private SecureConnectException refusal() {
        return catchThrowableOfType(SecureConnectException.class, () -> FileKeyJournal.open(file));
    }
}
