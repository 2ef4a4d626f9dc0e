package io.secureconnect.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.examples.ManualProcessClock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
    private static CommandRun run(String line) {
        Object[] words = line.isEmpty() ? new Object[0] : line.split(" ");
        return CommandRun.of(new ManualProcessClock(), octets -> {}, words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "keys",
                "frobnicate",
                "resolve",
                "resolve --no-such-option x",
                "explain policy a",
                "diff one",
                "keys identity",
                "keys issue --out x",
                "agent --policy x",
                "agent --policy p --workload w --state s --keys k",
                "agent --policy p --workload w --state s --on-exit later",
                "agent --policy p --workload w --state s --ike-port 501",
                "agent --policy p --workload w --state s --psk-file f --ca c",
                "agent --policy p --workload w --state s --psk-file f --ppk-required",
                "agent --policy p --workload w --state s --psk-file f --ike-port 4500",
                "agent --policy p --workload w --state s --pkcs12 f",
                "agent --policy p --workload w --state s --pkcs12 f --key k --cert c --ca a",
                "agent --policy p --workload w --state s --key k --ca a",
                "agent --policy p --workload w --state s --machine-store --ca a",
                "agent --policy p --workload w --state s --machine-store --pkcs12 f --ca a",
                "explain --state s",
                "psk",
                "psk new --out f",
                "psk new --out f --plain --organization o",
                "psk issue --keys f",
                "psk ppk --id \u0001 --out f",
                "agent --policy p --workload w --state s --failsafe ssh",
                "suspend"
            })
    void whatIsNotUnderstoodExitsWith2AndPointsToHelp(String line) {
        CommandRun run = run(line);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("secureconnect: ").doesNotContain("\tat ");
        assertThat(run.err().lines().count()).isLessThan(6);
    }

    @Test
    void theTopLevelHelpListsEveryCommandAndExitCode() {
        CommandRun run = run("--help");
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains(
                        "resolve", "explain", "diff", "mtu", "keys", "psk", "agent", "status", "suspend", "resume",
                        "doctor")
                .containsPattern("0 +done, nothing to report")
                .containsPattern("4 +the kernel or the rights");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resolve",
                "explain",
                "diff",
                "mtu",
                "schema",
                "keys",
                "keys identity",
                "keys issue",
                "keys rotate",
                "keys serve",
                "keys status",
                "psk",
                "psk new",
                "psk issue",
                "psk rotate",
                "psk status",
                "psk ppk",
                "agent",
                "status",
                "suspend",
                "resume",
                "doctor"
            })
    void everyCommandHasHelp(String command) {
        CommandRun run = run(command + " --help");
        assertThat(run.status()).isZero();
        assertThat(run.out()).startsWith("Usage: secureconnect " + command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"resolve /no/such/policy.json", "keys status --out /no/such/directory"})
    void aMissingFileExitsWith3AndIsNamed(String line) {
        CommandRun run = run(line);
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains(List.of(line.split(" ")).get(line.split(" ").length - 1));
    }
}
