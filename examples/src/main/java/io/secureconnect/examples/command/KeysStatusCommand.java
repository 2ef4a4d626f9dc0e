package io.secureconnect.examples.command;

import io.secureconnect.examples.Surroundings;
import io.secureconnect.examples.console.ExitStatus;
import io.secureconnect.examples.file.Distributor;
import picocli.CommandLine.Command;

/** {@code keys status}: where every path stands. */
@Command(
        name = "status",
        description =
                "Shows for every path which keys it has, in which phase of a rotation it is and for whom it waits."
                        + " Changes nothing.")
final class KeysStatusCommand extends DistributorCommand {
    KeysStatusCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus run() {
        try (Distributor distributor = Distributor.open(directory, surroundings.random())) {
            show(distributor);
        }
        return ExitStatus.OK;
    }
}
