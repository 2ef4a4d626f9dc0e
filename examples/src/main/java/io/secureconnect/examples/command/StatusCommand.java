package io.secureconnect.examples.command;

import io.secureconnect.examples.Surroundings;
import io.secureconnect.examples.agent.ControlClient;
import io.secureconnect.examples.agent.KernelLook;
import io.secureconnect.examples.agent.StatusTable;
import io.secureconnect.examples.console.ExitStatus;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code status}: how every path stands. */
@Command(
        name = "status",
        description =
                "Asks the running agent how every path stands. If none runs, or without --state, it looks at the kernel"
                        + " itself, without changing anything.",
        footer = {"", "Exits with 1 if a path waits for keys or is unprotected, or if a foreign policy is in the way."})
final class StatusCommand extends SdkCommand {
    @Option(names = "--state", paramLabel = "DIR", description = "The agent's state directory.")
    private @Nullable Path state;

    @Option(
            names = "--backend",
            paramLabel = "NAME",
            defaultValue = "linux",
            description = "Which kernel to look at if no agent runs, ${DEFAULT-VALUE} if left out.")
    private String backend = "";

    @Mixin
    private JsonOption format = new JsonOption();

    StatusCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus run() {
        Optional<Map<?, ?>> answer = Optional.ofNullable(state).flatMap(dir -> ControlClient.ask(dir, "status"));
        StatusTable status = new StatusTable(answer.isPresent() ? answer.get() : KernelLook.at(backend));
        status.print(out(), surroundings.palette(), format.json);
        return status.isHealthy() ? ExitStatus.OK : ExitStatus.FINDING;
    }
}
