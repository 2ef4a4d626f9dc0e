package io.secureconnect.core.ike.v1.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Replays the corpus of {@link IsakmpFuzz}: an input for each outcome that fuzzing came upon, the octets that it began with, and
 * whatever once broke a rule.
 */
class IsakmpFuzzTest {
    private final IsakmpFuzz fuzz = new IsakmpFuzz();

    @Test
    void messages() throws Exception {
        replay("message", fuzz::message);
    }

    @Test
    void insides() throws Exception {
        replay("inside", fuzz::inside);
    }

    private void replay(String target, Consumer<byte[]> input) throws IOException, URISyntaxException {
        List<Path> corpus = corpus(target);
        assertThat(corpus).hasSizeGreaterThan(100);
        for (Path file : corpus) {
            try {
                input.accept(Files.readAllBytes(file));
            } catch (RuntimeException | AssertionError broken) {
                throw new AssertionError(target + " input " + file.getFileName(), broken);
            }
        }
    }

    private List<Path> corpus(String target) throws IOException, URISyntaxException {
        URL folder = Objects.requireNonNull(IsakmpFuzz.class.getResource("IsakmpFuzzInputs/" + target));
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            return files.sorted().toList();
        }
    }
}
