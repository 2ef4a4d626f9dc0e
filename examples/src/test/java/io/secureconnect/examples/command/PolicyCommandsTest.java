package io.secureconnect.examples.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.examples.ManualProcessClock;
import io.secureconnect.examples.Surroundings;
import io.secureconnect.examples.console.Json;
import io.secureconnect.examples.console.Palette;
import io.secureconnect.examples.console.StandardOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyCommandsTest {
    private static final Path SHOP = Path.of("policies/shop.json");
    private static final Path PCI = Path.of("policies/pci.json");
    private static final Path NEXT = Path.of("policies/shop-next.json");

    @TempDir
    private Path dir;

    private static CommandRun run(Object... arguments) {
        return CommandRun.of(new ManualProcessClock(), octets -> {}, arguments);
    }

    /** What a table or text looks like, by itself or as the file of that name. */
    private static void assertGolden(String name, String actual) throws IOException {
        assertThat(actual).isEqualTo(Files.readString(Path.of("src/test/resources/golden", name)));
    }

    @Nested
    class Resolve {
        @Test
        void theFleetIsATable() throws IOException {
            CommandRun run = run("resolve", SHOP);
            assertThat(run.status()).isZero();
            assertGolden("resolve.txt", run.out());
        }

        @Test
        void oneWorkloadSeesItsOwnPairsOnly() throws IOException {
            CommandRun run = run("resolve", SHOP, "--workload", "db2");
            assertThat(run.status()).isZero();
            assertGolden("resolve-db2.txt", run.out());
        }

        @Test
        void whoMakesTheKeysOfANativePairIsSaidForEachEnd() {
            String policy = SHOP.toString().replace("shop.json", "native-windows.json");
            assertThat(run("resolve", policy).out()).contains(" native (Windows) IKEv1 psk ");
            assertThat(run("resolve", policy, "--workload", "sql1").out()).contains(" native (Windows) IKEv1 psk ");
            assertThat(run("resolve", policy, "--workload", "web1").out())
                    .contains(" ike IKEv1 psk ")
                    .doesNotContain("native");
        }

        @Test
        void jsonIsThePlanDocument() throws IOException {
            Map<?, ?> plan =
                    (Map<?, ?>) Json.parse(run("resolve", SHOP, "--json").out().getBytes(UTF_8));
            assertThat(plan.get("format")).isEqualTo("secureconnect.plan/v1");
            assertThat((List<?>) plan.get("associations")).hasSize(6);
            Map<?, ?> host = (Map<?, ?>) Json.parse(
                    run("resolve", SHOP, "--json", "--workload", "db2").out().getBytes(UTF_8));
            assertThat((List<?>) host.get("associations"))
                    .hasSize(2)
                    .allMatch(a -> "db2".equals(((Map<?, ?>) a).get("local")));
        }

        @ParameterizedTest
        @ValueSource(strings = {"--json", "--verbose"})
        void blockedPairsAreAFindingIfAsked(String option) {
            assertThat(run("resolve", SHOP, "--exit-code", option).status()).isEqualTo(1);
            assertThat(run("resolve", SHOP, "--exit-code", option, "--workload", "db1")
                            .status())
                    .isZero();
        }

        @Test
        void anUnknownWorkloadIsNamed() {
            CommandRun run = run("resolve", SHOP, "--workload", "nobody");
            assertThat(run.status()).isEqualTo(3);
            assertThat(run.err()).contains("nobody");
        }
    }

    @Test
    void theSchemaIsJson() throws IOException {
        Map<?, ?> schema = (Map<?, ?>) Json.parse(run("schema").out().getBytes(UTF_8));
        assertThat(schema.get("$schema")).isEqualTo("https://json-schema.org/draft/2020-12/schema");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mtu", "schema", "resolve policies/shop.json"})
    void outputThatCannotBeWrittenIsAFailureWithItsReason(String line) {
        assertThat(runInto("No space left on device", line))
                .isEqualTo(
                        "4 secureconnect: standard output: No space left on device; what was printed is not complete");
    }

    @Test
    void withJsonTheReasonIsData() {
        assertThat(runInto("No space left on device", "resolve policies/shop.json --json"))
                .startsWith("4 {\"error\":{\"code\":\"OUTPUT_FAILED\",\"exitCode\":4,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mtu", "resolve policies/shop.json --json"})
    void aReaderThatHasEnoughIsNotTold(String line) {
        assertThat(runInto("Broken pipe", line)).isEqualTo("4 ");
    }

    private static String runInto(String refusal, String line) {
        StringWriter err = new StringWriter();
        OutputStream refusing = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException(refusal);
            }
        };
        int status = SecureConnectCommand.create(new Surroundings(
                        new ManualProcessClock(), octets -> {}, Palette.PLAIN, new StandardOutput(refusing)))
                .setErr(new PrintWriter(err, true))
                .execute(line.split(" "));
        return status + " " + err.toString().strip();
    }

    @Nested
    class Explain {
        @Test
        void rulesAndChoicesAreTables() throws IOException {
            CommandRun run = run("explain", SHOP, "web1", "cache1");
            assertThat(run.status()).isZero();
            assertGolden("explain.txt", run.out());
        }

        @Test
        void jsonHasTheSame() throws IOException {
            Map<?, ?> json = (Map<?, ?>) Json.parse(
                    run("explain", SHOP, "web1", "cache1", "--json").out().getBytes(UTF_8));
            assertThat(json.get("flow")).isEqualTo("BLOCKED");
            assertThat(((Map<?, ?>) json.get("association")).get("reason")).isEqualTo("AGENT_VERSION_MISMATCH");
            assertThat((List<?>) json.get("rules")).hasSize(3);
            assertThat((List<?>) json.get("choices")).isNotEmpty();
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void ikev1IsCalledDeprecatedWithTheReasonAndTheRemedy(boolean json) {
            CommandRun run = json
                    ? run("explain", PCI, "card-db1", "settle1", "--json")
                    : run("explain", PCI, "card-db1", "settle1");

            assertThat(run.out().replaceAll("\\s+", " "))
                    .contains("IKEv1")
                    .contains("settle1 runs windows")
                    .contains("RFC 9395 deprecates")
                    .contains("set ikeVersionPolicy to modern");
        }

        @Test
        void aPairThatNoRuleAsksForIsClear() {
            CommandRun run = run("explain", SHOP, "web1", "mail1");
            assertThat(run.out()).startsWith("mail1 <-> web1: CLEAR, no rule asks for this pair\n");
        }

        @Test
        void whateverIsNotEncryptedIsAFindingIfAsked() {
            assertThat(run("explain", SHOP, "web1", "db1", "--exit-code").status())
                    .isZero();
            assertThat(run("explain", SHOP, "web1", "cache1", "--exit-code").status())
                    .isEqualTo(1);
            assertThat(run("explain", SHOP, "web1", "mail1", "--exit-code").status())
                    .isEqualTo(1);
        }
    }

    @Nested
    class Diff {
        @Test
        void whatBecomesEncryptedBlockedAndClearIsCounted() throws IOException {
            CommandRun run = run("diff", SHOP, NEXT);
            assertThat(run.status()).isZero();
            assertGolden("diff.txt", run.out());
        }

        @Test
        void jsonHasBothSides() throws IOException {
            Map<?, ?> json = (Map<?, ?>)
                    Json.parse(run("diff", SHOP, NEXT, "--json").out().getBytes(UTF_8));
            assertThat(json.get("summary"))
                    .isEqualTo(Map.of(
                            "added", 0L,
                            "removed", 3L,
                            "changed", 1L,
                            "becomeEncrypted", 1L,
                            "becomeBlocked", 0L,
                            "becomeClear", 3L));
            Map<?, ?> change = (Map<?, ?>) ((List<?>) json.get("changes")).get(0);
            assertThat(change.get("flowBefore")).isEqualTo("BLOCKED");
            assertThat(((Map<?, ?>) change.get("after")).get("verdict")).isEqualTo("ENCRYPTED");
        }

        @Test
        void anyChangeIsAFindingIfAsked() {
            assertThat(run("diff", SHOP, NEXT, "--exit-code").status()).isEqualTo(1);
            CommandRun same = run("diff", SHOP, SHOP, "--exit-code");
            assertThat(same.status()).isZero();
            assertThat(same.out()).startsWith("version 42 to 42: 0 added");
        }
    }

    @Nested
    class BadPolicies {
        private CommandRun resolve(String text, Object... more) throws IOException {
            Path file = Files.writeString(dir.resolve("bad.json"), text);
            Object[] arguments = new Object[more.length + 2];
            arguments[0] = "resolve";
            arguments[1] = file;
            System.arraycopy(more, 0, arguments, 2, more.length);
            return run(arguments);
        }

        @Test
        void everyFaultIsTheLineOfAFilePointerValueAndRemedy() throws IOException {
            CommandRun run = resolve(Files.readString(SHOP)
                    .replaceFirst("\"linux\"", "\"beos\"")
                    .replaceFirst("\"10.0.0.2\"", "\"10.0.0.256\""));
            assertThat(run.status()).isEqualTo(3);
            assertThat(run.out()).isEmpty();
            assertThat(run.err().lines())
                    .hasSize(3)
                    .anySatisfy(line -> assertThat(line).contains("bad.json: 2 faults, nothing was changed"))
                    .anySatisfy(line -> assertThat(line).startsWith("  /workloads/0/os: \"beos\": "))
                    .anySatisfy(line ->
                            assertThat(line).startsWith("  /workloads/1/interfaces/0/address: \"10.0.0.256\": "));
        }

        @Test
        void withJsonTheFaultsAreData() throws IOException {
            CommandRun run = resolve(Files.readString(SHOP).replaceFirst("\"linux\"", "\"beos\""), "--json");
            Map<?, ?> error = (Map<?, ?>) ((Map<?, ?>) Json.parse(run.err().getBytes(UTF_8))).get("error");
            assertThat(error.get("code")).isEqualTo("INVALID_POLICY");
            assertThat(error.get("exitCode")).isEqualTo(3L);
            assertThat((List<?>) error.get("faults"))
                    .singleElement()
                    .satisfies(fault ->
                            assertThat(((Map<?, ?>) fault).get("pointer")).isEqualTo("/workloads/0/os"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "null", "[]", "{", "\u0000", "{\"format\":\"secureconnect.policy/v2\"}"})
        void whatIsNoPolicyIsRefusedWithoutAStackTrace(String text) throws IOException {
            CommandRun run = resolve(text);
            assertThat(run.status()).isEqualTo(3);
            assertThat(run.err()).contains("bad.json").doesNotContain("\tat ", "Exception");
        }

        @Test
        void aHundredMegabytesOfNestingAreRefused() throws IOException {
            CommandRun run = resolve("[".repeat(100 << 20));
            assertThat(run.status()).isEqualTo(3);
            assertThat(run.err().length()).isLessThan(2000);
        }

        @Test
        void aHostileIdCannotControlTheTerminal() throws IOException {
            CommandRun run = resolve(Files.readString(SHOP).replace("\"cache1\"", "\"\\u001b[2J\""));
            assertThat(run.out() + run.err()).doesNotContain("\u001b").contains("\\u001b[2J");
        }

        @Test
        void theStackTraceIsThereForWhoAsks() throws IOException {
            assertThat(resolve("{}", "--debug").err()).contains("\tat ");
        }

        @Test
        void aDirectoryIsNoPolicy() {
            CommandRun run = run("resolve", dir);
            assertThat(run.status()).isEqualTo(3);
            assertThat(run.err()).contains(dir + ": is a directory");
        }
    }
}
