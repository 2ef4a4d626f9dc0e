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
                "Goes one step in rotating keys: begins a rotation, or, if one is under way, takes in what hosts have"
                        + " reported and tells them what follows. With --wait it goes all the way.",
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
            if (wait == null && !distributor.isComplete()) {
                distributor.step(now(), this::remark);
            } else {
                distributor.rotate(now(), this::remark);
            }
            ExitStatus status = wait == null ? ExitStatus.OK : drive(distributor, Duration.ofSeconds(wait));
            show(distributor);
            return status;
        }
    }
}
