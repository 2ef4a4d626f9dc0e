package io.secureconnect.examples.command;

import io.secureconnect.api.SecureConnect;
import io.secureconnect.examples.Surroundings;
import io.secureconnect.examples.agent.AgentControl;
import io.secureconnect.examples.agent.ControlClient;
import io.secureconnect.examples.agent.ExplanationJson;
import io.secureconnect.examples.console.CommandFailure;
import io.secureconnect.examples.console.ExitStatus;
import io.secureconnect.examples.console.Json;
import io.secureconnect.examples.file.PolicyFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code explain}: why a pair is as it is. */
@Command(
        name = "explain",
        customSynopsis = {
            "secureconnect explain [--exit-code] [--json] POLICY A B",
            "       secureconnect explain [--exit-code] [--json] --state DIR PEER"
        },
        description = "Tells why two workloads are encrypted, blocked or left alone: every rule that was considered,"
                + " where it was kept or dropped, and what was chosen for the pair. Asked of a running agent, it also"
                + " tells how IKE with the peer stands, and why it failed.",
        footer = {"", "With --exit-code it exits with 1 unless the pair is to be encrypted."})
final class ExplainCommand extends SdkCommand {
    @Parameters(
            paramLabel = "POLICY A B",
            hideParamSyntax = true,
            description = "A policy document (- for standard input) and two workloads; with --state, the peer alone.")
    private List<String> words = new ArrayList<>();

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "Ask the agent of this state directory about the policy that it has in force.")
    private @Nullable Path state;

    @Option(names = "--exit-code", description = "Exit with 1 unless the pair is to be encrypted.")
    private boolean exitCode;

    @Mixin
    private JsonOption format = new JsonOption();

    ExplainCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus run() {
        Map<?, ?> explanation = state == null ? byPolicy() : byAgent(state);
        ExplanationView view = new ExplanationView(explanation);
        if (format.json) {
            out().print(Json.pretty(explanation));
        } else {
            view.print(this);
        }
        return exitCode && !view.isEncrypted() ? ExitStatus.FINDING : ExitStatus.OK;
    }

    private Map<?, ?> byPolicy() {
        if (words.size() != 3) {
            throw usage("a policy and two workloads are wanted, or --state and the peer");
        }
        return ExplanationJson.of(SecureConnect.policies()
                .resolve(PolicyFile.read(Path.of(words.get(0))))
                .explain(words.get(1), words.get(2)));
    }

    private Map<?, ?> byAgent(Path directory) {
        if (words.size() != 1) {
            throw usage("with --state, the peer alone is wanted; the agent knows its policy and who it is");
        }
        return ControlClient.ask(directory, AgentControl.explain(words.get(0)))
                .orElseThrow(() -> CommandFailure.input(
                        directory + ": no agent runs here; start one, or name a policy and two workloads"));
    }
}
