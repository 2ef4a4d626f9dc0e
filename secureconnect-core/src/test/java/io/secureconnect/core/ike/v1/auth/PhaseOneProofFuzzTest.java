package io.secureconnect.core.ike.v1.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Replays the corpus of {@link PhaseOneProofFuzz}. */
class PhaseOneProofFuzzTest {
    private final PhaseOneProofFuzz fuzz = new PhaseOneProofFuzz();

    @Test
    void nothingThatAPeerSaysIsAnException() throws Exception {
        for (Path file : corpus("")) {
            try {
                fuzz.proof(Files.readAllBytes(file));
            } catch (RuntimeException | Error broken) {
                throw new AssertionError("input " + file.getFileName(), broken);
            }
        }
    }

    /** Else mutations of them would end at the first check. */
    @Test
    void whatFuzzingBeganWithIsBelieved() throws Exception {
        for (Path file : corpus("seed-")) {
            assertThat(fuzz.isBelieved(Files.readAllBytes(file)))
                    .as(file.toString())
                    .isTrue();
        }
    }

    private static List<Path> corpus(String prefix) throws IOException, URISyntaxException {
        URL folder = Objects.requireNonNull(PhaseOneProofFuzz.class.getResource("PhaseOneProofFuzzInputs/proof"));
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            List<Path> corpus = files.filter(
                            file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
            assertThat(corpus).hasSizeGreaterThan(7);
            return corpus;
        }
    }
}
