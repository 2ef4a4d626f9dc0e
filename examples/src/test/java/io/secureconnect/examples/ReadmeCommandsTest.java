package io.secureconnect.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.secureconnect.examples.command.CommandRun;
import io.secureconnect.examples.command.SecureConnectCommand;
import io.secureconnect.examples.console.Palette;
import io.secureconnect.examples.console.StandardOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the README are understood, and those of "IKE in five minutes" do what it says. */
class ReadmeCommandsTest {
    private static final String PROGRAM = "examples/secureconnect ";
    private static final Path ROOT = Path.of("..");

    @TempDir
    private Path dir;

    private static List<String> commands() throws IOException {
        return Files.readAllLines(ROOT.resolve("README.md")).stream()
                .filter(line -> line.startsWith(PROGRAM))
                .map(line -> line.substring(PROGRAM.length()))
                .collect(Collectors.toUnmodifiableList());
    }

    private static CommandRun run(Stream<String> words) {
        return CommandRun.of(new SystemClock(), octets -> Arrays.fill(octets, (byte) 7), words.toArray(Object[]::new));
    }

    /** What the project has is there; all else is in a folder of the test. */
    private String place(String previous, String word) {
        if (word.startsWith("examples/")) {
            return ROOT.resolve(word).toString();
        }
        boolean file = List.of("--out", "--keys", "--psk-file", "--state").contains(previous);
        return file ? dir.resolve(word).toString() : word;
    }

    private Stream<String> placed(String command) {
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        for (int i = words.size() - 1; i > 0; i--) {
            words.set(i, place(words.get(i - 1), words.get(i)));
        }
        return words.stream();
    }

    @Test
    void everyCommandIsUnderstood() throws IOException {
        assertThat(commands())
                .hasSizeGreaterThan(5)
                .allSatisfy(command -> assertThatCode(() -> SecureConnectCommand.create(new Surroundings(
                                        new SystemClock(),
                                        octets -> {},
                                        Palette.PLAIN,
                                        new StandardOutput(new ByteArrayOutputStream())))
                                .parseArgs(command.split(" ")))
                        .as(command)
                        .doesNotThrowAnyException());
    }

    @Test
    void theKeysOfIkeInFiveMinutesStartAnAgent() throws IOException {
        for (String command : commands()) {
            if (command.startsWith("psk ")) {
                CommandRun run = run(placed(command));
                assertThat(run.status()).as(run.toString()).isZero();
            } else if (command.startsWith("agent ") && command.contains("--psk-file")) {
                CommandRun run = run(Stream.concat(placed(command), Stream.of("--backend", "memory", "--once")));
                assertThat(run.out()).as(run.toString()).contains("POLICY_APPLIED", "db1", "WAITING_FOR_KEYS");
                assertThat(run.status()).as("nobody answers here").isEqualTo(1);
                return;
            }
        }
        throw new AssertionError("README.md starts no agent with a key file");
    }
}
