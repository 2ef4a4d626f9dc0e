package io.secureconnect.examples.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.examples.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The agent as a process of its own, on a kernel in memory. */
@Timeout(60)
class AgentProcessTest {
    private static final Path SHOP = Path.of("policies/shop.json").toAbsolutePath();

    @TempDir
    private Path dir;

    private Process start(Object... arguments) throws IOException {
        List<String> argv = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        for (Object argument : arguments) {
            argv.add(argument.toString());
        }
        return new ProcessBuilder(argv).redirectErrorStream(true).start();
    }

    private Path state() {
        return dir.resolve("state");
    }

    /** Keys that never come, so that the policy can be put in force. */
    private Object[] agent(Object... more) throws Exception {
        assertThat(end(start("keys", "identity", "--out", dir.resolve("web1.key")))
                        .status())
                .isZero();
        Files.createDirectories(dir.resolve("keys"));
        Files.setPosixFilePermissions(dir.resolve("keys"), PosixFilePermissions.fromString("rwx------"));
        List<Object> arguments = new ArrayList<>(List.of(
                "agent",
                "--policy",
                SHOP,
                "--workload",
                "web1",
                "--state",
                state(),
                "--backend",
                "memory",
                "--keys",
                dir.resolve("keys"),
                "--identity",
                dir.resolve("web1.key"),
                "--distributor",
                dir.resolve("web1.key.pub"),
                "--poll",
                50));
        arguments.addAll(List.of(more));
        return arguments.toArray();
    }

    private static CommandRun end(Process process) throws Exception {
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new CommandRun(process.exitValue(), out, "");
    }

    @Test
    void aRunningAgentAnswersAndEndsWithZeroOnSigterm() throws Exception {
        Process agent = start(agent());
        try {
            BufferedReader out = new BufferedReader(new InputStreamReader(agent.getInputStream(), UTF_8));
            String line = out.readLine();
            while (!line.contains("POLICY_APPLIED")) {
                line = out.readLine();
            }
            CommandRun status = end(start("status", "--state", state()));
            assertThat(status.out())
                    .contains("workload web1, policy version 42, on in-memory kernel", "WAITING_FOR_KEYS");
            assertThat(status.status()).as("paths wait for keys").isEqualTo(1);
            assertThat(end(start("suspend", "--state", state())).out()).contains("suspended");
            assertThat(end(start("resume", "--state", state(), "--json")).out()).contains("\"suspended\": false");
            agent.destroy();
            assertThat(agent.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(agent.exitValue()).isZero();
            assertThat(state().resolve("agent.sock")).doesNotExist();
        } finally {
            agent.destroyForcibly();
        }
    }

    @Test
    void onceShowsTheStatusAndSaysByItsExitCodeThatKeysAreMissing() throws Exception {
        CommandRun run = end(start(agent("--once")));
        assertThat(run.out())
                .contains("PATH_PROTECTED", "POLICY_APPLIED", "WAITING_FOR_KEYS", "AGENT_VERSION_MISMATCH");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void theMachinesCertificatesAreRefusedWhereTheSystemKeepsNone() throws Exception {
        CommandRun run = end(start(agent("--once", "--machine-store")));
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.out()).contains("this system has no certificate store", "give certificates in files");
    }

    @Test
    void aDryRunShowsTheChangesInTheirOrder() throws Exception {
        CommandRun run = end(start(agent("--dry-run")));
        assertThat(run.status()).as("something would be written").isEqualTo(1);
        assertThat(run.out())
                .containsSubsequence("LOCAL", "web1", "CHANGE", "ADD_EXEMPTION", "PROTECT", "10.0.0.5", "DISCARD");
        assertThat(state()).doesNotExist();
    }

    @Test
    void withoutAnAgentThereIsNobodyToSuspend() throws Exception {
        CommandRun run = end(start("suspend", "--state", dir));
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.out()).contains("no agent runs here");
    }
}
