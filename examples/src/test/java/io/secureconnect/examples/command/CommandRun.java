package io.secureconnect.examples.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.secureconnect.examples.ProcessClock;
import io.secureconnect.examples.Surroundings;
import io.secureconnect.examples.console.Palette;
import io.secureconnect.examples.console.StandardOutput;
import io.secureconnect.spi.RandomSource;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;

/** One command as a test sees it: exit code, standard output and standard error. */
public record CommandRun(int status, String out, String err) {
    /** Does a command in this process. */
    public static CommandRun of(ProcessClock clock, RandomSource random, Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringWriter err = new StringWriter();
        int status = SecureConnectCommand.create(
                        new Surroundings(clock, random, Palette.PLAIN, new StandardOutput(out)))
                .setErr(new PrintWriter(err, true))
                .execute(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
        return new CommandRun(status, out.toString(UTF_8), err.toString());
    }
}
