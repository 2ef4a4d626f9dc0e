package io.secureconnect.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.examples.ManualProcessClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
    private static CommandRun doctor(Object... arguments) {
        Object[] all = new Object[arguments.length + 1];
        all[0] = "doctor";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return CommandRun.of(new ManualProcessClock(), octets -> {}, all);
    }

    @Test
    void aHealthyKernelExitsWithZero() {
        CommandRun run = doctor("--backend", "memory");
        assertThat(run.status()).as(run.toString()).isZero();
        assertThat(run.out()).startsWith("STANDING").contains("suite", "aes256gcm16", "replay window");
    }

    @Test
    void whatDoesNotWorkExitsWithOneAndIsInTheJson(@TempDir Path dir) throws IOException {
        Path policy = dir.resolve("policy.json"); // with an address of documentation, which is on no host
        Files.writeString(
                policy, Files.readString(Path.of("policies/two-hosts-ike.json")).replace("10.0.0.1", "192.0.2.1"));
        CommandRun run = doctor("--backend", "memory", "--policy", policy, "--workload", "web1", "--json");
        assertThat(run.status()).as(run.toString()).isEqualTo(1);
        assertThat(run.out())
                .contains("\"format\": \"secureconnect.doctor/v1\"", "\"FAILED\"", "is on no interface of this host");
    }

    @Test
    void aPolicyNeedsToKnowWhichWorkloadThisIs() {
        assertThat(doctor("--policy", "policies/two-hosts-ike.json").status()).isEqualTo(2);
    }

    @Test
    void aSelfTestIsForWindowsAndSaysSoElsewhere() {
        CommandRun run = doctor("--self-test", "--backend", "linux");
        assertThat(run.status()).as(run.toString()).isEqualTo(4);
        assertThat(run.toString()).contains("--self-test is for Windows", System.getProperty("os.name"));
        assertThat(run.out()).isEmpty();
    }

    @Test
    void theReportOfASelfTestIsToldAndItsFailuresExitWithOne() {
        CommandRun run = doctor("--self-test", "--backend", "memory");
        assertThat(run.status()).as(run.toString()).isEqualTo(1);
        assertThat(run.out())
                .contains("[] are asked for", "memory/one: SETTLED\n  Is it so?\n  it is\n    Call0: done\n")
                .contains("memory/two: FAILED", "LEFT BEHIND:\n  memory/two: a thing")
                .contains("Self-test on a system\\u001b");
    }

    @Test
    void theJsonHasTheSelfTestIfItWasAskedFor() {
        assertThat(doctor("--self-test", "--backend", "memory", "--json").out())
                .contains("\"format\": \"secureconnect.doctor/v1\"", "\"selfTest\": {")
                .contains("\"id\": \"memory/one\"", "\"verdict\": \"SETTLED\"", "\"leftBehind\": [");
        assertThat(doctor("--backend", "memory", "--json").out()).doesNotContain("selfTest");
    }
}
