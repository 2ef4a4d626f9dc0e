package io.secureconnect.linux.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs one program to its end.
 *
 * @param argv program and arguments
 * @param input what it reads on standard input
 * @param environment variables added to its environment, as {@code NAME=value}
 * @param limit after which it is killed
 */
public record Command(List<String> argv, String input, List<String> environment, Duration limit) {
    public Command {
        argv = List.copyOf(argv);
        environment = List.copyOf(environment);
    }

    static Command of(String... argv) {
        return new Command(List.of(argv), "", List.of(), Duration.ofSeconds(60));
    }

    Command reading(String text) {
        return new Command(argv, text, environment, limit);
    }

    /** How a program ended and what it wrote. */
    public record Result(List<String> argv, int status, String output, String errors) {
        /** @throws AssertionError with all the program said, unless it ended with 0 */
        public Result orThrow() {
            if (status != 0) {
                throw new AssertionError("status " + status + " from " + argv + "\n" + output + errors);
            }
            return this;
        }
    }

    /** @throws AssertionError if the time limit is hit */
    Result run() {
        try {
            Path in = Files.createTempFile("lab", ".in");
            Path out = Files.createTempFile("lab", ".out");
            Path err = Files.createTempFile("lab", ".err");
            try {
                Files.writeString(in, input);
                return run(in, out, err);
            } finally {
                Files.delete(in);
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Files, not pipes: nothing fills up, and no thread has to read. */
    private Result run(Path in, Path out, Path err) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(argv)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        for (String variable : environment) {
            int equals = variable.indexOf('=');
            builder.environment().put(variable.substring(0, equals), variable.substring(equals + 1));
        }
        Process process = builder.start();
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("killed after " + limit + ": " + argv + "\n" + Files.readString(err));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while running " + argv, e);
        } finally {
            process.destroyForcibly();
        }
        return new Result(argv, process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
