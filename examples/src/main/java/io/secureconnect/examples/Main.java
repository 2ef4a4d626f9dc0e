package io.secureconnect.examples;

import io.secureconnect.examples.command.SecureConnectCommand;
import io.secureconnect.examples.console.Palette;
import io.secureconnect.examples.console.StandardOutput;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/** Where the {@code secureconnect} command line begins. */
public final class Main {
    private Main() {}

    /** Does a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        SystemClock clock = new SystemClock();
        SecureRandom random = new SecureRandom();
        Surroundings surroundings = new Surroundings(
                clock,
                random::nextBytes,
                Palette.of(Boolean.getBoolean("secureconnect.terminal"), System.getenv()),
                new StandardOutput(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out))));
        int status = SecureConnectCommand.create(surroundings)
                .setErr(new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true))
                .execute(arguments);
        clock.exit(status);
    }
}
