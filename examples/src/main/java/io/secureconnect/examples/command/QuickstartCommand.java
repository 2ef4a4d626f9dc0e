package io.secureconnect.examples.command;

import io.secureconnect.examples.Surroundings;
import io.secureconnect.examples.console.ExitStatus;
import io.secureconnect.examples.quickstart.Quickstart;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code quickstart}: the main job, to look at. */
@Command(
        name = "quickstart",
        description =
                "Does the main job on two hosts in memory, in seconds and without any rights: policy, plan, keys, a"
                        + " packet in ESP, packets that are blocked, a rotation. What it prints is computed by the real engine.",
        footer = {"", "Exits with 1 if anything did not turn out as it should."})
final class QuickstartCommand extends SdkCommand {
    QuickstartCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus run() throws IOException {
        boolean good = new Quickstart(out(), surroundings.palette(), surroundings.random()).run();
        return good ? ExitStatus.OK : ExitStatus.FINDING;
    }
}
