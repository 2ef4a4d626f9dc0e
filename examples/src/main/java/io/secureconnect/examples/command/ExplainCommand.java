package io.secureconnect.examples.command;

import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.plan.Explanation;
import io.secureconnect.api.plan.PeerAssociation;
import io.secureconnect.api.plan.Verdict;
import io.secureconnect.examples.Surroundings;
import io.secureconnect.examples.console.ExitStatus;
import io.secureconnect.examples.console.Json;
import io.secureconnect.examples.console.Palette.Tone;
import io.secureconnect.examples.console.Printable;
import io.secureconnect.examples.console.Table;
import io.secureconnect.examples.file.PolicyFile;
import java.nio.file.Path;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code explain}: why a pair is as it is. */
@Command(
        name = "explain",
        description = "Tells why two workloads are encrypted, blocked or left alone: every rule that was considered,"
                + " where it was kept or dropped, and what was chosen for the pair.",
        footer = {"", "With --exit-code it exits with 1 unless the pair is encrypted."})
final class ExplainCommand extends SdkCommand {
    @Parameters(index = "0", paramLabel = "POLICY", description = "A policy document; - for standard input.")
    private Path policy = PolicyFile.STANDARD_INPUT;

    @Parameters(index = "1", paramLabel = "A", description = "A workload.")
    private String one = "";

    @Parameters(index = "2", paramLabel = "B", description = "Another one.")
    private String other = "";

    @Option(names = "--exit-code", description = "Exit with 1 unless the pair is encrypted.")
    private boolean exitCode;

    @Mixin
    private JsonOption format = new JsonOption();

    ExplainCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus run() {
        Explanation explanation =
                SecureConnect.policies().resolve(PolicyFile.read(policy)).explain(one, other);
        if (format.json) {
            out().print(Json.pretty(json(explanation)));
        } else {
            print(explanation);
        }
        boolean encrypted = explanation
                .association()
                .filter(a -> a.verdict() == Verdict.ENCRYPTED)
                .isPresent();
        return exitCode && !encrypted ? ExitStatus.FINDING : ExitStatus.OK;
    }

    private void print(Explanation explanation) {
        String verdict = explanation
                .association()
                .map(a -> a.verdict() + a.reason().map(reason -> ", " + reason).orElse(""))
                .orElse("CLEAR, no rule asks for this pair");
        Tone tone =
                verdict.startsWith("ENCRYPTED") ? Tone.GOOD : verdict.startsWith("BLOCKED") ? Tone.BAD : Tone.NOTICE;
        out().println(Printable.of(explanation.a() + " <-> " + explanation.b()) + ": "
                + surroundings.palette().paint(tone, verdict));
        explanation
                .association()
                .map(PeerAssociation::paths)
                .ifPresent(paths -> paths.forEach(path -> out().println("  " + path.fromA())));
        out().println();
        try (Table table = table("RULE", "STEP", "DECIDED BY", "WHY")) {
            explanation
                    .rules()
                    .forEach(rule -> table.row(rule.rule(), rule.step().number(), rule.step(), rule.why()));
        }
        if (!explanation.choices().isEmpty()) {
            out().println();
            try (Table table = table("CHOICE", "CHOSEN", "WHY")) {
                explanation.choices().forEach(choice -> table.row(choice.topic(), choice.chosen(), choice.why()));
            }
        }
    }

    private static Object json(Explanation explanation) {
        return Json.object(
                "format", "secureconnect.explanation/v1",
                "a", explanation.a(),
                "b", explanation.b(),
                "flow", explanation.association().map(a -> a.verdict().name()).orElse("CLEAR"),
                "association",
                        explanation.association().map(AssociationJson::of).orElse(null),
                "rules",
                        explanation.rules().stream()
                                .map(rule -> Json.object(
                                        "rule", rule.rule(),
                                        "selected", rule.selected(),
                                        "step", rule.step().name(),
                                        "number", rule.step().number(),
                                        "why", rule.why()))
                                .collect(Collectors.toList()),
                "choices",
                        explanation.choices().stream()
                                .map(choice -> Json.object(
                                        "topic", choice.topic(), "chosen", choice.chosen(), "why", choice.why()))
                                .collect(Collectors.toList()));
    }
}
