package io.secureconnect.examples.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.api.CloseMode;
import io.secureconnect.api.PathStatus;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.examples.ManualProcessClock;
import io.secureconnect.examples.command.CommandRun;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.testkit.kernel.IpPacket;
import io.secureconnect.testkit.time.SeededRandom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two agents on two kernels in memory and a distributor, who speak to each other by files only. */
class AgentEndToEndTest {
    @TempDir
    private Path dir;

    private Site site;

    @BeforeEach
    void buildSite() throws IOException {
        site = new Site(dir);
    }

    @AfterEach
    void endAgents() {
        site.close();
    }

    private CommandRun issue() {
        return site.distributor("issue", "--policy", site.policy(), "--hosts", site.hosts(), "--wait", 60);
    }

    private void assertEncrypted() {
        assertThat(site.web().path().state()).isEqualTo(PathStatus.State.ENCRYPTED);
        assertThat(site.db().path().state()).isEqualTo(PathStatus.State.ENCRYPTED);
        assertThat(site.exchange()).as("packets lost").isZero();
    }

    @Test
    void untilKeysComeNothingPasses() {
        site.start();
        assertThat(site.web().path().state()).isEqualTo(PathStatus.State.WAITING_FOR_KEYS);
        IpPacket ping = IpPacket.echoRequest(site.web().address(), site.db().address());
        assertThat(site.web().kernel().send(ping)).isEmpty();
        assertThat(site.db().kernel().receive(ping)).isEmpty();
    }

    @Test
    void issuedKeysEncryptThePathAndLeaveNothingToTell() throws IOException {
        site.start();
        CommandRun run = issue();
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .isEqualTo("A    B     PATH                   SUITE        GENERATION  PHASE   STATE\n"
                        + "db1  web1  10.0.0.2 <-> 10.0.0.1  aes256gcm16  1           RETIRE  complete\n");
        assertEncrypted();
        assertThat(Files.readString(site.keys().resolve("web1.keys"))).contains("\"instructions\": []");
        assertThat(site.files())
                .allMatch(file -> permissions(file).startsWith(Files.isDirectory(file) ? "rwx------" : "rw-"));
        assertThat(site.files())
                .filteredOn(file -> !file.toString().endsWith(".lock"))
                .allMatch(file -> permissions(file).endsWith("------"));
    }

    @Test
    void aRotationLosesNoPacketAndLeavesOneSaForEachDirection() {
        site.start();
        issue();
        Spi before = site.web().outbound();
        int[] lost = {0};
        site.meanwhile(() -> lost[0] += site.exchange());
        CommandRun run = site.distributor("rotate", "--wait", 60);
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("  2           RETIRE  complete");
        assertThat(lost[0]).isZero();
        assertThat(site.web().outbound()).isNotEqualTo(before);
        assertThat(site.web().path().sas())
                .extracting(sa -> sa.id().direction())
                .containsExactlyInAnyOrder(Direction.INBOUND, Direction.OUTBOUND);
        assertEncrypted();
    }

    @Test
    void aRotationWithAHostThatIsDownKeepsTheOldKeysAndSaysWhoIsMissing() {
        site.start();
        issue();
        site.db().stop(CloseMode.LEAVE);
        CommandRun run = site.distributor("rotate", "--wait", 5);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).contains("INBOUND", "waiting for db1 (INBOUND)");
        assertThat(site.exchange()).isZero();

        site.db().start();
        assertThat(issue().out()).contains("  2           RETIRE  complete");
        assertEncrypted();
    }

    @Test
    void stepByStepTheSameRotationIsDoneByHand() {
        site.start();
        issue();
        List<String> phases = List.of("INBOUND", "OUTBOUND", "RETIRE", "complete", "INBOUND");
        for (String phase : phases) {
            assertThat(site.distributor("rotate").out()).contains(phase);
            site.tick();
        }
        assertThat(site.distributor("status").out()).contains("  3           ");
    }

    @Test
    void aDistributorThatRunsOnRotatesWhenTheSoftLifetimeIsOver() {
        site.start();
        issue();
        int[] lost = {0};
        site.meanwhile(() -> lost[0] += site.exchange());
        // 100 pauses of a minute, and a soft lifetime of fifty
        CommandRun run = site.distributor("serve", "--poll", 60_000);
        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("  3           RETIRE  complete");
        assertThat(lost[0]).isZero();
    }

    @Test
    void aDistributorThatRunsOnLetsOthersWorkMeanwhile() {
        site.start();
        issue();
        boolean[] rotated = {false};
        site.meanwhile(() -> {
            if (!rotated[0]) {
                rotated[0] = true;
                CommandRun byHand = CommandRun.of(
                        new ManualProcessClock(), new SeededRandom(99), "keys", "rotate", "--out", site.keys());
                assertThat(byHand.status()).as(byHand.err()).isZero();
            }
        });
        CommandRun run = site.distributor("serve", "--poll", 1000);
        assertThat(run.out()).contains("  2           RETIRE  complete");
        assertEncrypted();
    }

    @Test
    void aReportThatWasLostOnItsWayIsMadeGoodByTheNextRepetition() throws IOException {
        site.start();
        site.distributor("issue", "--policy", site.policy(), "--hosts", site.hosts());
        site.tick();
        for (Path report : site.reports()) {
            Files.delete(report);
        }
        site.tick();
        assertThat(site.reports()).isEmpty();
        site.clock().advance(Duration.ofSeconds(31));
        site.tick();
        assertThat(site.reports()).isNotEmpty();
        assertThat(issue().status()).isZero();
        assertEncrypted();
    }

    @Test
    void keyFilesThatWereLostAreWrittenAgainFromTheState() throws IOException {
        site.start();
        site.distributor("issue", "--policy", site.policy(), "--hosts", site.hosts());
        Path file = site.keys().resolve("web1.keys");
        String before = Files.readString(file);
        Files.delete(file);
        site.distributor("issue", "--policy", site.policy(), "--hosts", site.hosts());
        assertThat(Files.readString(file)).as("the very same envelopes").isEqualTo(before);
    }

    @Test
    void aDamagedOrOpenStateIsRefusedByName() throws IOException {
        site.start();
        Path state = site.keys().resolve("distributor.state");
        Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rw-r--r--"));
        CommandRun open = site.distributor("rotate");
        assertThat(open.status()).isEqualTo(3);
        assertThat(open.err()).contains(state.toString(), "chmod 600");
        Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(state, "{\"format\":");
        CommandRun damaged = site.distributor("rotate");
        assertThat(damaged.status()).isEqualTo(3);
        assertThat(damaged.err()).contains(state + ": ", "restore the file from a copy");
    }

    @Test
    void aForgedReportIsSetAsideAndSaid() throws IOException {
        site.start();
        issue();
        Path forged = site.keys().resolve("reports/web1.000000000001.report");
        Files.writeString(forged, "{\"format\":\"secureconnect.reports/v1\",\"workload\":\"db1\",\"reports\":[]}");
        Files.setPosixFilePermissions(forged, PosixFilePermissions.fromString("rw-------"));
        CommandRun run = site.distributor("rotate");
        assertThat(run.status()).isZero();
        assertThat(run.err()).contains(forged.toString(), "/workload");
        assertThat(forged).doesNotExist();
    }

    @Test
    void aPreviewSaysWhatWouldBeWrittenAndWritesNothing() {
        site.prepare();
        List<BackendChange> changes =
                Preview.of(site.web().options(), site.clock()).changes();
        assertThat(changes).extracting(BackendChange::kind).containsExactly(BackendChange.Kind.PROTECT);
        assertThat(site.web().kernel().dump()).isEmpty();
        site.start();
        assertThat(Preview.of(site.web().options(), site.clock()).changes())
                .as("beside the running agent, which has done it")
                .isEmpty();
        assertThat(site.web().path().state()).isEqualTo(PathStatus.State.WAITING_FOR_KEYS);
    }

    @Test
    void aRestartedAgentAdoptsWhatItFindsWithoutAWrite() {
        site.start();
        issue();
        List<String> before = site.web().kernel().dump();
        site.web().stop(CloseMode.LEAVE);
        int[] writes = {0};
        site.web().kernel().observe(() -> writes[0]++);
        site.web().start();
        site.tick();
        assertThat(site.web().kernel().dump()).isEqualTo(before);
        assertThat(writes[0]).isZero();
        assertEncrypted();
    }

    @Test
    void removingLeavesAnEmptyKernel() {
        site.start();
        issue();
        site.web().stop(CloseMode.REMOVE);
        assertThat(site.web().kernel().dump()).isEmpty();
    }

    @Test
    void anInvalidOrOlderPolicyIsToldOnceAndChangesNothing() throws IOException {
        site.start();
        issue();
        String good = Files.readString(site.policy());
        site.writePolicy(good.replace("\"linux\"", "\"beos\""));
        site.tick();
        site.tick();
        assertThat(site.web().complaints()).singleElement().asString().contains("/workloads/0/os", "\"beos\"");
        site.writePolicy(good.replace("\"version\": 2", "\"version\": 1"));
        site.tick();
        site.tick();
        assertThat(site.web().complaints()).hasSize(2).last().asString().contains("STALE_POLICY");
        assertEncrypted();
    }

    @Test
    void aPolicyThatAnybodyMayChangeIsNotRead() throws IOException {
        Files.setPosixFilePermissions(site.policy(), PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThatThrownBy(site::start).hasMessageContaining("chmod go-w");
        assertThat(site.web().kernel().dump()).isEmpty();
    }

    @Test
    void aNewPolicyIsTakenFromTheFile() throws IOException {
        site.start();
        issue();
        site.writePolicy(Files.readString(site.policy())
                .replace("\"version\": 2", "\"version\": 3")
                .replace("\"secConnect\": true", "\"secConnect\": false"));
        site.tick();
        assertThat(site.web().kernel().dump()).noneMatch(line -> line.contains("10.0.0.2"));
        assertThat(site.web().events()).anyMatch(event -> event.contains("PathReleased"));
    }

    @Test
    void aSuspendedAgentLeavesTheKernelAloneAndCatchesUpLater() throws IOException {
        site.start();
        issue();
        List<String> before = site.web().kernel().dump();
        site.web().agent().suspend();
        site.writePolicy(Files.readString(site.policy())
                .replace("\"version\": 2", "\"version\": 3")
                .replace("\"secConnect\": true", "\"secConnect\": false"));
        site.tick();
        assertThat(site.web().kernel().dump()).isEqualTo(before);
        assertThat(site.web().agent().status().suspended()).isTrue();
        site.web().agent().resume();
        site.tick();
        assertThat(site.web().kernel().dump()).isNotEqualTo(before);
    }

    @Test
    void aRunningAgentExplainsAPeerOfThePolicyInForceAndRefusesOthers() {
        site.start();
        AgentControl control = new AgentControl(site.web().agent());

        assertThat(control.answer(AgentControl.explain("db1")))
                .contains(
                        "\"format\": \"secureconnect.explanation/v1\"",
                        "\"flow\": \"ENCRYPTED\"",
                        "\"negotiations\": []");
        assertThat(control.answer(AgentControl.explain("no such host, and a % and a \n")))
                .contains("UNKNOWN_WORKLOAD");
        assertThat(control.answer("explain %")).contains("INVALID_INPUT");
    }

    @Test
    void twoAgentsDoNotShareAStateDirectory() {
        site.start();
        assertThatThrownBy(() -> site.web().startAnother()).hasMessageContaining("another agent is at work");
    }

    @Test
    void aHostWithoutAPublicKeyIsNamedBeforeAnythingIsMade() throws IOException {
        Files.delete(site.hosts().resolve("db1.pub"));
        CommandRun run = issue();
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains(site.hosts() + ": no public key of db1");
        assertThat(site.keys().resolve("distributor.key")).doesNotExist();
    }

    @Test
    void keysOfAnotherDistributorAreNotTaken() throws IOException {
        site.start();
        Path impostor = dir.resolve("impostor");
        CommandRun run =
                site.run("keys", "issue", "--policy", site.policy(), "--hosts", site.hosts(), "--out", impostor);
        assertThat(run.status()).isZero();
        Files.copy(impostor.resolve("web1.keys"), site.keys().resolve("web1.keys"));
        Files.setPosixFilePermissions(site.keys().resolve("web1.keys"), PosixFilePermissions.fromString("rw-------"));
        site.tick();
        assertThat(site.web().path().state()).isEqualTo(PathStatus.State.WAITING_FOR_KEYS);
        assertThat(site.web().events()).anyMatch(event -> event.contains("KEY_UNREADABLE"));
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
