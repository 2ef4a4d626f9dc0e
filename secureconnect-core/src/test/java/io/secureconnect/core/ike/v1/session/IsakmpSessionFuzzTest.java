package io.secureconnect.core.ike.v1.session;

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

/** Replays the corpus of {@link IsakmpSessionFuzz}. */
class IsakmpSessionFuzzTest {
    @Test
    void nothingThatAStrangerSaysBreaksASession() throws Exception {
        for (Path file : corpus("stranger", "")) {
            try {
                IsakmpSessionFuzz.afterStrangers(Files.readAllBytes(file));
            } catch (RuntimeException | Error broken) {
                throw new AssertionError("input " + file.getFileName(), broken);
            }
        }
    }

    @Test
    void nothingThatAPeerSaysBreaksASession() throws Exception {
        for (Path file : corpus("insider", "")) {
            try {
                IsakmpSessionFuzz.afterAnInsider(Files.readAllBytes(file));
            } catch (RuntimeException | Error broken) {
                throw new AssertionError("input " + file.getFileName(), broken);
            }
        }
    }

    /** Else mutations of them would end at the first check. */
    @Test
    void whatFuzzingOfStrangersBeganWithIsAnsweredToTheEndOfMainMode() throws Exception {
        for (Path file : corpus("stranger", "seed-main-mode")) {
            assertThat(IsakmpSessionFuzz.afterStrangers(Files.readAllBytes(file)).sent)
                    .as(file.toString())
                    .hasSizeGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void whatFuzzingOfPeersBeganWithMakesChildren() throws Exception {
        for (Path file : corpus("insider", "seed-child")) {
            assertThat(IsakmpSessionFuzz.afterAnInsider(Files.readAllBytes(file)).installed)
                    .as(file.toString())
                    .isGreaterThanOrEqualTo(file.getFileName().toString().contains("replaced") ? 4 : 2);
        }
    }

    private static List<Path> corpus(String target, String prefix) throws IOException, URISyntaxException {
        URL folder = Objects.requireNonNull(IsakmpSessionFuzz.class.getResource("IsakmpSessionFuzzInputs/" + target));
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            List<Path> corpus = files.filter(
                            file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
            assertThat(corpus).as(target + " " + prefix).isNotEmpty();
            return corpus;
        }
    }
}
