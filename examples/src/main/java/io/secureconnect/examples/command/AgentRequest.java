package io.secureconnect.examples.command;

import io.secureconnect.examples.Surroundings;
import io.secureconnect.examples.agent.ControlClient;
import io.secureconnect.examples.agent.StatusTable;
import io.secureconnect.examples.console.CommandFailure;
import io.secureconnect.examples.console.ExitStatus;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that a running agent carries out. */
abstract class AgentRequest extends SdkCommand {
    @Option(names = "--state", required = true, paramLabel = "DIR", description = "The agent's state directory.")
    private Path state = Path.of("");

    @Mixin
    private JsonOption format = new JsonOption();

    private final String request;

    AgentRequest(Surroundings surroundings, String request) {
        super(surroundings);
        this.request = request;
    }

    @Override
    final ExitStatus run() {
        StatusTable status = new StatusTable(ControlClient.ask(state, request)
                .orElseThrow(() -> CommandFailure.input(state + ": no agent runs here; start one or name another")));
        status.print(out(), surroundings.palette(), format.json);
        return ExitStatus.OK;
    }
}
