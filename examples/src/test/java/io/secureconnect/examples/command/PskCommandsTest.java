package io.secureconnect.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.examples.console.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PskCommandsTest {
    @TempDir
    private Path dir;

    private final SplittableRandom random = new SplittableRandom(7);

    @BeforeEach
    void writePolicy() throws IOException {
        String shop = Files.readString(Path.of("policies/two-hosts.json"));
        Files.writeString(policy(), shop.replace("\"controller\"", "\"ike\""));
    }

    private Path policy() {
        return dir.resolve("policy.json");
    }

    private Path organization() {
        return dir.resolve("organization.psk");
    }

    private Path issued() {
        return dir.resolve("psk");
    }

    private CommandRun run(Object... words) {
        return CommandRun.of(new io.secureconnect.examples.ManualProcessClock(), random::nextBytes, words);
    }

    private CommandRun done(Object... words) {
        CommandRun run = run(words);
        assertThat(run.status()).as(run.toString()).isZero();
        return run;
    }

    private CommandRun issue() {
        return done("psk", "issue", "--keys", organization(), "--policy", policy(), "--out", issued());
    }

    private List<String> keysOf(String workload) throws IOException {
        return Files.readAllLines(issued().resolve(workload + ".psk")).stream()
                .filter(line -> line.startsWith("key "))
                .collect(Collectors.toList());
    }

    private void begin() {
        done("psk", "new", "--organization", "acme", "--out", organization());
    }

    @Test
    void hostsGetTheSameKeyForTheirPairInPrivateFiles() throws IOException {
        begin();
        CommandRun run = issue();

        assertThat(run.out().lines().map(line -> line.replaceAll(" {2,}", "|")))
                .containsExactly(
                        "WORKLOAD|PEERS|EPOCHS|FILE|WRITTEN",
                        "db1|1|1|" + issued().resolve("db1.psk") + "|yes",
                        "web1|1|1|" + issued().resolve("web1.psk") + "|yes");
        assertThat(keysOf("db1")).hasSize(1);
        assertThat(keysOf("db1").get(0).split(" ")[2])
                .isEqualTo(keysOf("web1").get(0).split(" ")[2])
                .matches("[0-9a-f]{64}");
        for (Path file : List.of(organization(), issued().resolve("db1.psk"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(issue().out()).contains("as it was").doesNotContain("yes");
    }

    @Test
    void anEpochChangesInThreeStepsAndTheLastOneBeginsAgain() throws IOException {
        begin();
        issue();
        String first = keysOf("db1").get(0);

        assertThat(done("psk", "rotate", "--keys", organization()).out())
                .startsWith("organization acme, hosts begin with epoch 1 and take epoch 2\n")
                .contains("next: issue and bring the files to all hosts; then 'psk rotate' lets hosts begin");
        issue();
        assertThat(keysOf("db1")).hasSize(2).first().isEqualTo(first);
        String second = keysOf("db1").get(1);

        assertThat(done("psk", "rotate", "--keys", organization()).out())
                .startsWith("organization acme, hosts begin with epoch 2 and take epoch 1\n");
        issue();
        assertThat(keysOf("db1")).containsExactly(second, first);

        assertThat(done("psk", "rotate", "--keys", organization()).out())
                .startsWith("organization acme, hosts begin with epoch 2\n");
        issue();
        assertThat(keysOf("db1")).containsExactly(second);
    }

    @Test
    void aNewKeyOfTheOrganizationGivesOtherPairKeysAndComesOnlyAtTheFirstStep() throws IOException {
        begin();
        done("psk", "rotate", "--keys", organization(), "--new-key");
        CommandRun late = run("psk", "rotate", "--keys", organization(), "--new-key");
        assertThat(late.status()).isEqualTo(3);
        assertThat(late.err()).contains("a change of epoch is under way, [1, 2]");
        assertThat(done("psk", "status", "--keys", organization()).out()).contains("epoch 1 and take epoch 2");
    }

    @Test
    void statusSpeaksJsonAndShowsNoKey() throws IOException {
        begin();
        String text = done("psk", "status", "--keys", organization(), "--json").out();

        assertThat(Json.parse(text.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Map.of(
                        "format",
                        "secureconnect.psk-status/v1",
                        "organization",
                        "acme",
                        "epochs",
                        List.of(1L),
                        "next",
                        "ACCEPT"));
    }

    @Test
    void aPlainKeyIs64DigitsAndCanBecomeThatOfAnOrganization() throws IOException {
        Path plain = dir.resolve("plain.psk");
        done("psk", "new", "--plain", "--out", plain);
        assertThat(Files.readString(plain)).matches("[0-9a-f]{64}\n");

        done("psk", "new", "--organization", "acme", "--key", plain, "--out", organization());
        issue();
        List<String> once = keysOf("web1");
        Files.delete(organization());
        done("psk", "new", "--organization", "acme", "--key", plain, "--out", organization());
        issue();
        assertThat(keysOf("web1")).isEqualTo(once);
    }

    @Test
    void nothingIsWrittenOverAndNoKeyIsPrinted() throws IOException {
        begin();
        String before = Files.readString(organization());
        CommandRun again = run("psk", "new", "--organization", "acme", "--out", organization());
        assertThat(again.status()).isEqualTo(3);
        assertThat(again.err()).contains("is there already");
        assertThat(Files.readString(organization())).isEqualTo(before);

        String secrets = Stream.of(before.split("\\s+"))
                .filter(word -> word.length() == 64)
                .collect(Collectors.joining());
        assertThat(secrets).hasSize(64);
        assertThat(issue().out()).doesNotContain(secrets, keysOf("db1").get(0).split(" ")[2]);
    }

    @Test
    void whatDoesNotBelongTogetherIsRefusedByName() throws IOException {
        done("psk", "new", "--organization", "other", "--out", organization());
        CommandRun other = run("psk", "issue", "--keys", organization(), "--policy", policy(), "--out", issued());
        assertThat(other.status()).isEqualTo(3);
        assertThat(other.err()).contains("organization 'other'", "'acme'");

        CommandRun controller = run(
                "psk",
                "issue",
                "--keys",
                organization(),
                "--policy",
                Path.of("policies/two-hosts.json"),
                "--out",
                issued());
        assertThat(controller.status()).isEqualTo(3);
        assertThat(controller.err()).contains("/saPolicy/keying", "\"ike\"");
        assertThat(issued()).doesNotExist();
    }

    @Test
    void filesThatAreOpenToOthersOrSomethingElseAreRefused() throws IOException {
        begin();
        Files.setPosixFilePermissions(organization(), PosixFilePermissions.fromString("rw-r--r--"));
        CommandRun open = run("psk", "status", "--keys", organization());
        assertThat(open.status()).isEqualTo(3);
        assertThat(open.err()).contains("chmod 600");

        Path nonsense = Files.createFile(
                dir.resolve("nonsense"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(nonsense, "no key");
        assertThat(run("psk", "status", "--keys", nonsense).status()).isEqualTo(3);
        CommandRun key = run("psk", "new", "--organization", "acme", "--key", nonsense, "--out", dir.resolve("x"));
        assertThat(key.status()).isEqualTo(3);
        assertThat(key.err()).contains("64 hexadecimal digits").doesNotContain("no key");
    }
}
