package io.secureconnect.examples.command;

import io.secureconnect.examples.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code keys}: the commands of an orchestrator that hands out keys, and of a host that takes them. */
@Command(
        name = "keys",
        description =
                "Makes keys for the pairs of a policy, hands them out in files sealed to each host, and rotates them.")
final class KeysCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private KeysCommand() {}

    static CommandLine create(Surroundings surroundings) {
        return new CommandLine(new KeysCommand())
                .addSubcommand(new KeysIdentityCommand(surroundings))
                .addSubcommand(new KeysIssueCommand(surroundings))
                .addSubcommand(new KeysRotateCommand(surroundings))
                .addSubcommand(new KeysServeCommand(surroundings))
                .addSubcommand(new KeysStatusCommand(surroundings));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
