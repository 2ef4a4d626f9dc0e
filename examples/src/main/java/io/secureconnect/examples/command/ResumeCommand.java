package io.secureconnect.examples.command;

import io.secureconnect.examples.Surroundings;
import picocli.CommandLine.Command;

/** {@code resume}: goes on after {@code suspend}. */
@Command(name = "resume", description = "Makes a suspended agent go on and make good what was missed.")
final class ResumeCommand extends AgentRequest {
    ResumeCommand(Surroundings surroundings) {
        super(surroundings, "resume");
    }
}
