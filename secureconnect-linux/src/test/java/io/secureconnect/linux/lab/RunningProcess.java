package io.secureconnect.linux.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that runs beside the scenario, in a namespace; killed with the namespace at the latest. */
public final class RunningProcess {
    private final String name;
    private final Process process;
    private final Path output;

    private RunningProcess(String name, Process process, Path output) {
        this.name = name;
        this.process = process;
        this.output = output;
    }

    static RunningProcess start(String name, List<String> argv) {
        try {
            Path output = Files.createTempFile("lab", ".log");
            Process process = new ProcessBuilder(argv)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return new RunningProcess(name, process, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The program's first word and its process id. */
    public String name() {
        return name + " " + process.pid();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** All it has written so far, on both streams. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits until it has written {@code text}.
     *
     * @throws AssertionError if it ends first, or has not after a minute
     */
    public void awaitOutput(String text) {
        Await.until(() -> "'" + text + "' from " + name() + ", which wrote:\n" + output(), Await.LIMIT, () -> {
            boolean ended = !isAlive();
            boolean seen = output().contains(text);
            if (ended && !seen) {
                throw new AssertionError(
                        name() + " ended with " + process.exitValue() + " before '" + text + "':\n" + output());
            }
            return seen;
        });
    }

    /** Sends a signal, such as {@code INT}. */
    public void signal(String signal) {
        Command.of("kill", "-" + signal, Long.toString(pid())).run().orThrow();
    }

    /** Kills it as a crash would, with SIGKILL, and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        awaitExit(Await.LIMIT);
    }

    /**
     * Waits for its end.
     *
     * @return its status; 128 + n if signal n ended it
     * @throws AssertionError if it does not end within {@code limit}
     */
    public int awaitExit(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError(name() + " still runs after " + limit + ":\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + name(), e);
        }
    }
}
