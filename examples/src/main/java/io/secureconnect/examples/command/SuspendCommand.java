package io.secureconnect.examples.command;

import io.secureconnect.examples.Surroundings;
import picocli.CommandLine.Command;

/** {@code suspend}: hands off the kernel for a while. */
@Command(
        name = "suspend",
        description =
                "Makes the running agent leave the kernel alone: SAs go on carrying packets, blocks go on blocking,"
                        + " rotations wait.")
final class SuspendCommand extends AgentRequest {
    SuspendCommand(Surroundings surroundings) {
        super(surroundings, "suspend");
    }
}
