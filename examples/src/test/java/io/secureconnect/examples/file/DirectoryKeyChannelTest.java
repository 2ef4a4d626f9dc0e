package io.secureconnect.examples.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.keying.KeyPhase;
import io.secureconnect.api.keying.KeyReport;
import io.secureconnect.api.keying.SealedInstruction;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.Spi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryKeyChannelTest {
    private static final HostPair PATH = HostPair.of("10.0.0.1", "10.0.0.2");
    private static final SaId SA = new SaId(PATH, Direction.INBOUND, new Spi(0xc0000001));
    private static final SealedInstruction ONE =
            new SealedInstruction("web1", "10.0.0.1<->10.0.0.2", 1, KeyPhase.INBOUND, new byte[] {1, 2, 3});
    private static final SealedInstruction TWO =
            new SealedInstruction("web1", "10.0.0.1<->10.0.0.2", 1, KeyPhase.OUTBOUND, new byte[] {4});
    private static final List<KeyReport> ALL_KINDS = List.of(
            new KeyReport.Done("web1", PATH, 1, KeyPhase.INBOUND, SA.spi()),
            new KeyReport.Failed("web1", PATH, 1, KeyPhase.OUTBOUND, 7, ErrorCode.SPI_IN_USE, "it \"is\"\n"),
            new KeyReport.Holdings("web1", List.of(SA, new SaId(PATH, Direction.OUTBOUND, new Spi(256)))),
            new KeyReport.Holdings("web1", List.of()),
            new KeyReport.Needed("web1", HostPair.of("2001:db8::1", "2001:db8::2")),
            new KeyReport.Expiring("web1", SA, true));

    @TempDir
    private Path dir;

    private final List<SealedInstruction> inbox = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final AtomicInteger wakes = new AtomicInteger();
    private Path file = Path.of("");
    private DirectoryKeyChannel channel;

    @BeforeEach
    void openChannel() throws IOException {
        Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwx------"));
        file = KeyFile.of(dir, "web1");
        channel = new DirectoryKeyChannel(dir, "web1", wakes::incrementAndGet);
        channel.open(inbox::add);
    }

    private List<KeyReport> received() {
        return new ReportDirectory(dir.resolve("reports"))
                .read(complaints::add).stream()
                        .flatMap(one -> one.reports().stream())
                        .collect(Collectors.toList());
    }

    @Test
    void withoutAKeyFileThereIsNothingToTake() {
        assertThat(channel.poll()).isZero();
    }

    @Test
    void instructionsAreHandedOverOnceForEachStateOfTheFile() {
        KeyFile.write(file, "web1", List.of(ONE));
        channel.poll();
        channel.poll();
        assertThat(inbox).containsExactly(ONE);
        KeyFile.write(file, "web1", List.of(TWO));
        channel.poll();
        assertThat(inbox).containsExactly(ONE, TWO);
    }

    @Test
    void repeatingHandsThemOverAgain() {
        KeyFile.write(file, "web1", List.of(ONE, TWO));
        channel.poll();
        channel.repeat();
        assertThat(channel.poll()).isEqualTo(2);
        assertThat(inbox).containsExactly(ONE, TWO, ONE, TWO);
    }

    @Test
    void aFileThatSaysTheSameIsNotWrittenAgain() throws IOException {
        KeyFile.write(file, "web1", List.of(ONE));
        Object inode = Files.getAttribute(file, "unix:ino");
        KeyFile.write(file, "web1", List.of(ONE));
        assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(inode);
    }

    @Test
    void halfAFileIsRefusedWholeAndTheWholeOneIsTakenLater() throws IOException {
        KeyFile.write(file, "web1", List.of(ONE, TWO));
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length - 1; length += 7) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(channel::poll)
                    .isInstanceOfSatisfying(
                            SecureConnectException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.KEY_UNREADABLE));
        }
        assertThat(inbox).isEmpty();
        Files.write(file, whole);
        channel.poll();
        assertThat(inbox).containsExactly(ONE, TWO);
    }

    @Test
    void theFileOfAnotherHostIsRefused() {
        KeyFile.write(file, "web2", List.of(ONE));
        assertThatThrownBy(channel::poll).hasMessageContaining("/workload: \"web2\": \"web1\" belongs there");
    }

    @Test
    void aKeyFileThatOthersMayReadIsRefused() throws IOException {
        KeyFile.write(file, "web1", List.of(ONE));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(channel::poll)
                .isInstanceOfSatisfying(
                        SecureConnectException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INSECURE_FILE));
        assertThat(inbox).isEmpty();
    }

    @Test
    void aDirectoryThatOthersMayReadIsRefused() throws IOException {
        Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThatThrownBy(() -> new DirectoryKeyChannel(dir, "web1", () -> {})).hasMessageContaining("chmod 700");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"format\":\"secureconnect.keys/v2\",\"workload\":\"web1\",\"instructions\":[]}",
                "{\"format\":\"secureconnect.keys/v1\",\"workload\":\"web1\"}",
                "{\"format\":\"secureconnect.keys/v1\",\"workload\":\"web1\",\"instructions\":[1]}",
                "{\"format\":\"secureconnect.keys/v1\",\"workload\":\"web1\",\"instructions\":[{\"path\":\"p\","
                        + "\"generation\":1,\"phase\":\"SIDEWAYS\",\"envelope\":\"\"}]}",
                "{\"format\":\"secureconnect.keys/v1\",\"workload\":\"web1\",\"instructions\":[{\"path\":\"p\","
                        + "\"generation\":\"1\",\"phase\":\"INBOUND\",\"envelope\":\"\"}]}",
                "{\"format\":\"secureconnect.keys/v1\",\"workload\":\"web1\",\"instructions\":[{\"path\":\"p\","
                        + "\"generation\":1,\"phase\":\"INBOUND\",\"envelope\":\"!\"}]}"
            })
    void hostileContentIsRefusedWithFilePointerAndRemedy(String content) throws IOException {
        PrivateFiles.write(file, content.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(channel::poll)
                .isInstanceOfSatisfying(
                        SecureConnectException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.KEY_UNREADABLE))
                .hasMessageStartingWith(file + ": /")
                .hasMessageContaining("belongs there; fetch the file again");
        assertThat(inbox).isEmpty();
    }

    @Test
    void reportsOfEveryKindArriveAsTheyWereSentAndInOrder() {
        ALL_KINDS.forEach(channel::report);
        assertThat(wakes).hasValue(ALL_KINDS.size());
        assertThat(received()).isEmpty();
        channel.flush();
        channel.report(ALL_KINDS.get(0));
        channel.flush();
        channel.flush();
        assertThat(received()).hasSize(ALL_KINDS.size() + 1).startsWith(ALL_KINDS.toArray(KeyReport[]::new));
        assertThat(complaints).isEmpty();
    }

    @Test
    void allKindsOfReportsWereTried() {
        assertThat(ALL_KINDS.stream().map(KeyReport::kind).distinct()).hasSize(KeyReport.Kind.values().length);
    }

    @Test
    void reportsThatCannotBeWrittenAreKept() throws IOException {
        channel.report(ALL_KINDS.get(0));
        Path reports = dir.resolve("reports");
        Files.delete(reports);
        assertThatThrownBy(channel::flush).hasMessageContaining("reports");
        PrivateFiles.createDirectory(reports);
        channel.flush();
        assertThat(received()).containsExactly(ALL_KINDS.get(0));
    }

    @Test
    void takenReportsAreDeletedAndLaterOnesAreNot() {
        ReportDirectory reports = new ReportDirectory(dir.resolve("reports"));
        channel.report(ALL_KINDS.get(0));
        channel.flush();
        List<ReportDirectory.Received> taken = reports.read(complaints::add);
        channel.report(ALL_KINDS.get(1));
        channel.flush();
        reports.delete(taken);
        assertThat(received()).containsExactly(ALL_KINDS.get(1));
    }

    @Test
    void foreignThingsAmongTheReportsAreLeftAloneAndForgedOnesSetAside() throws IOException {
        Path reports = dir.resolve("reports");
        Files.createDirectory(reports.resolve("sub"));
        Files.writeString(reports.resolve("README"), "hello");
        Files.writeString(reports.resolve("web1.7.report"), "not our form of a number");
        Path broken = reports.resolve("web1.000000000004.report");
        PrivateFiles.write(broken, new byte[] {'{'});
        Path forged = reports.resolve("db1.000000000001.report");
        PrivateFiles.write(forged, ReportJson.encode("web1", ALL_KINDS));
        channel.report(ALL_KINDS.get(0));
        channel.flush();

        assertThat(received()).containsExactly(ALL_KINDS.get(0));
        assertThat(complaints).hasSize(2);
        assertThat(complaints.get(0)).contains(forged.toString()).contains("/workload");
        assertThat(complaints.get(1)).contains(broken.toString());
        assertThat(reports.resolve("README")).exists();
        assertThat(reports.resolve("web1.7.report")).exists();
        assertThat(reports.resolve("db1.000000000001.report.rejected")).exists();
        assertThat(received()).as("set aside for good").containsExactly(ALL_KINDS.get(0));
    }
}
