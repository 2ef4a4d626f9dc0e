package io.secureconnect.examples.command;

import io.secureconnect.examples.Surroundings;
import io.secureconnect.examples.console.ExitStatus;
import io.secureconnect.examples.file.Distributor;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code keys rotate}: fresh keys in place of those in use. */
@Command(
        name = "rotate",
        description =
                "Goes one step in rotating keys: takes in what hosts have reported; then, unless a rotation was under"
                        + " way before, begins one. With --wait it goes all the way.",
        footer = {"", "With --wait it exits with 1 if not all hosts have answered in time; nothing is lost then."})
final class KeysRotateCommand extends DistributorCommand {
    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "Begin a rotation on every path that is not in one, and go on until all are complete.")
    private @Nullable Long wait;

    KeysRotateCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus run() throws Exception {
        try (Distributor distributor = Distributor.open(directory, surroundings.random())) {
            boolean underWay = !distributor.isComplete();
            step(distributor);
            if (wait != null || !underWay) {
                distributor.rotate(now());
            }
            ExitStatus status = wait == null ? ExitStatus.OK : drive(distributor, Duration.ofSeconds(wait));
            show(distributor);
            return status;
        }
    }
}
