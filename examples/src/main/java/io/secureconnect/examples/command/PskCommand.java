package io.secureconnect.examples.command;

import io.secureconnect.examples.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code psk}: the commands of an orchestrator whose hosts agree on keys by IKE under pre-shared keys. */
@Command(
        name = "psk",
        description =
                "Makes the pre-shared keys by which hosts know each other in IKE: one key of the organization, and from it"
                        + " a key of its own for each pair and epoch, so that a host holds its own pairs' keys only.",
        footer = {
            "",
            "To change the epoch, three times: 'psk rotate', 'psk issue', and bring the files to the hosts.",
            "A host that is one step behind still meets all others; what is encrypted stays so."
        })
final class PskCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private PskCommand() {}

    static CommandLine create(Surroundings surroundings) {
        return new CommandLine(new PskCommand())
                .addSubcommand(new PskNewCommand(surroundings))
                .addSubcommand(new PskIssueCommand(surroundings))
                .addSubcommand(new PskRotateCommand(surroundings))
                .addSubcommand(new PskStatusCommand(surroundings))
                .addSubcommand(new PskPpkCommand(surroundings));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
