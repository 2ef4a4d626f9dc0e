package io.secureconnect.windows.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Programs of this system. */
final class Command {
    private Command() {}

    /** How a program ended, and what it said, errors among it. */
    record Result(int status, String output) {}

    /** Empty if there is no such program. */
    static Optional<Result> of(List<String> command, Path folder) {
        return of(command, folder, Map.of());
    }

    static Optional<Result> of(List<String> command, Path folder, Map<String, String> environment) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process;
        try {
            process = builder.start();
        } catch (IOException noSuchProgram) {
            return Optional.empty();
        }
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Optional.of(new Result(process.waitFor(), output));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(command + " was not waited for", e);
        }
    }
}
