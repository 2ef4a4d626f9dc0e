package io.secureconnect.examples.command;

import io.secureconnect.examples.Surroundings;
import io.secureconnect.examples.console.CommandFailure;
import io.secureconnect.examples.console.ExitStatus;
import io.secureconnect.examples.console.Palette.Tone;
import io.secureconnect.examples.console.Printable;
import io.secureconnect.examples.console.Table;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every command has: where to print, and what it takes from outside. */
abstract class SdkCommand implements Callable<Integer> {
    final Surroundings surroundings;

    @Spec
    private @Nullable CommandSpec spec;

    SdkCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Does the work. */
    abstract ExitStatus run() throws Exception;

    @Override
    public final Integer call() throws Exception {
        try {
            ExitStatus status = run();
            return out().checkError() ? unwritten().code() : status.code();
        } catch (IOException e) {
            if (surroundings.output().failure().isPresent()) {
                return unwritten().code();
            }
            throw e;
        }
    }

    private ExitStatus unwritten() {
        if (surroundings.output().isUnread()) {
            return ExitStatus.KERNEL;
        }
        throw new CommandFailure(
                ExitStatus.KERNEL,
                "OUTPUT_FAILED",
                "standard output: "
                        + surroundings
                                .output()
                                .failure()
                                .map(IOException::getMessage)
                                .orElse("cannot be written")
                        + "; what was printed is not complete",
                null);
    }

    final CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("not part of a command line");
        }
        return spec;
    }

    /** A complaint about the command line itself. */
    final ParameterException usage(String message) {
        return new ParameterException(spec().commandLine(), message);
    }

    final PrintWriter out() {
        return spec().commandLine().getOut();
    }

    /** Says something to the person at the terminal that is not part of the output. */
    final void remark(String text) {
        spec().commandLine().getErr().println("secureconnect: " + Printable.lines(text));
    }

    final Table table(String... headings) {
        return new Table(out(), surroundings.palette(), headings).tones(SdkCommand::tone);
    }

    private static Tone tone(String cell) {
        switch (cell) {
            case "ENCRYPTED":
            case "SELECTED":
            case "complete":
            case "OK":
                return Tone.GOOD;
            case "CLEAR":
            case "WARNING":
                return Tone.NOTICE;
            case "BLOCKED":
            case "ERROR":
            case "FAILED":
                return Tone.BAD;
            default:
                return Tone.NEUTRAL;
        }
    }
}
