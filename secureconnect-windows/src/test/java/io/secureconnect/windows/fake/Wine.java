package io.secureconnect.windows.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs programs of 64-bit Windows, with a registry and drives of their own in {@code target/native/wine}. */
final class Wine {
    private static final List<String> LOADERS = List.of("wine64", "/usr/lib/wine/wine64", "wine");
    private static final List<String> SERVERS =
            List.of("wineserver", "/usr/lib/wine/wineserver64", "/usr/lib/wine/wineserver");
    private static final Path PREFIX = NativeBuild.OUTPUT.resolve("wine");

    private Wine() {}

    /**
     * Runs the reference client next to our fwpuclnt.dll, and ends all of this Wine afterwards. Skips the test, loudly, if there
     * is no Wine.
     *
     * @return the trace
     */
    static String trace(Path program, String scenario) {
        Path trace = NativeBuild.OUTPUT.resolve("wine-" + scenario + ".txt");
        try {
            Files.deleteIfExists(trace);
            Command.Result result = run(LOADERS, trace, program.toString(), scenario)
                    .orElseGet(() -> NativeBuild.skip("wine64", "the trace of a program of Windows"));
            if (result.status() != 0) {
                throw new AssertionError(
                        program + " " + scenario + " ended with " + result.status() + ":\n" + result.output());
            }
            return Files.readString(trace, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            run(SERVERS, trace, "-k");
        }
    }

    private static Optional<Command.Result> run(List<String> names, Path trace, String... arguments) {
        Map<String, String> environment = Map.of(
                "WINEPREFIX",
                PREFIX.toString(),
                "WINEDEBUG",
                "-all",
                "WINEDLLOVERRIDES",
                "fwpuclnt=n;mscoree,mshtml,winemenubuilder.exe=",
                "FAKE_TRACE",
                trace.getFileName().toString());
        for (String name : names) {
            List<String> command =
                    Stream.concat(Stream.of(name), Stream.of(arguments)).toList();
            Optional<Command.Result> result = Command.of(command, NativeBuild.OUTPUT, environment);
            if (result.isPresent()) {
                return result;
            }
        }
        return Optional.empty();
    }
}
