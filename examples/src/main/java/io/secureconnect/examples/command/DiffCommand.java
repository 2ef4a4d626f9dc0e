package io.secureconnect.examples.command;

import io.secureconnect.api.PolicyEngine;
import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.plan.PeerAssociation;
import io.secureconnect.api.plan.PlanDiff;
import io.secureconnect.api.plan.PlanDiff.AssociationChange;
import io.secureconnect.api.plan.PlanDiff.Flow;
import io.secureconnect.examples.Surroundings;
import io.secureconnect.examples.agent.AssociationJson;
import io.secureconnect.examples.console.ExitStatus;
import io.secureconnect.examples.console.Json;
import io.secureconnect.examples.console.Table;
import io.secureconnect.examples.file.PolicyFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code diff}: what lies between two policies. */
@Command(
        name = "diff",
        description =
                "Shows what a newer policy would change, above all which flows become encrypted, blocked or clear.",
        footer = {"", "With --exit-code it exits with 1 if there is any change."})
final class DiffCommand extends SdkCommand {
    @Parameters(index = "0", paramLabel = "OLD", description = "The policy in force.")
    private Path older = PolicyFile.STANDARD_INPUT;

    @Parameters(index = "1", paramLabel = "NEW", description = "The draft.")
    private Path newer = PolicyFile.STANDARD_INPUT;

    @Option(names = "--exit-code", description = "Exit with 1 if there is any change.")
    private boolean exitCode;

    @Mixin
    private JsonOption format = new JsonOption();

    DiffCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus run() {
        PolicyEngine policies = SecureConnect.policies();
        PlanDiff diff =
                policies.diff(policies.resolve(PolicyFile.read(older)), policies.resolve(PolicyFile.read(newer)));
        if (format.json) {
            out().print(Json.pretty(json(diff)));
        } else {
            print(diff);
        }
        return exitCode && !diff.isEmpty() ? ExitStatus.FINDING : ExitStatus.OK;
    }

    private void print(PlanDiff diff) {
        if (!diff.isEmpty()) {
            try (Table table = table("A", "B", "CHANGE", "BEFORE", "AFTER", "WHAT")) {
                diff.changes().forEach(c -> table.row(c.a(), c.b(), c.kind(), c.flowBefore(), c.flowAfter(), what(c)));
            }
            out().println();
        }
        out().printf(
                        Locale.ROOT,
                        "version %d to %d: %d added, %d removed, %d changed; %d become encrypted, %d blocked, %d clear%n",
                        diff.fromVersion(),
                        diff.toVersion(),
                        diff.added().size(),
                        diff.removed().size(),
                        diff.changed().size(),
                        becoming(Flow.ENCRYPTED, diff),
                        becoming(Flow.BLOCKED, diff),
                        becoming(Flow.CLEAR, diff));
    }

    private static long becoming(Flow flow, PlanDiff diff) {
        return diff.changes().stream()
                .filter(c -> c.flowAfter() == flow && c.flowBefore() != flow)
                .count();
    }

    /** The names of what differs, as in the plan document. */
    private static String what(AssociationChange change) {
        if (change.kind() != AssociationChange.Kind.CHANGED) {
            return change.after().or(change::before).map(PeerAssociation::rules).orElse(List.of()).stream()
                    .collect(Collectors.joining(", "));
        }
        List<String> names = new ArrayList<>();
        differs(change, "verdict", PeerAssociation::verdict, names);
        differs(change, "reason", PeerAssociation::reason, names);
        differs(change, "keying", PeerAssociation::keying, names);
        differs(change, "ikeVersion", PeerAssociation::ikeVersion, names);
        differs(change, "authentication", PeerAssociation::authentication, names);
        differs(change, "espProposals", PeerAssociation::espProposals, names);
        differs(change, "paths", PeerAssociation::paths, names);
        differs(change, "rules", PeerAssociation::rules, names);
        return String.join(", ", names);
    }

    private static void differs(
            AssociationChange change, String name, Function<PeerAssociation, Object> field, List<String> names) {
        if (!change.before().map(field).equals(change.after().map(field))) {
            names.add(name);
        }
    }

    private static Object json(PlanDiff diff) {
        return Json.object(
                "format", "secureconnect.diff/v1",
                "fromVersion", diff.fromVersion(),
                "toVersion", diff.toVersion(),
                "summary",
                        Json.object(
                                "added", diff.added().size(),
                                "removed", diff.removed().size(),
                                "changed", diff.changed().size(),
                                "becomeEncrypted", becoming(Flow.ENCRYPTED, diff),
                                "becomeBlocked", becoming(Flow.BLOCKED, diff),
                                "becomeClear", becoming(Flow.CLEAR, diff)),
                "changes",
                        diff.changes().stream()
                                .map(c -> Json.object(
                                        "a", c.a(),
                                        "b", c.b(),
                                        "kind", c.kind().name(),
                                        "flowBefore", c.flowBefore().name(),
                                        "flowAfter", c.flowAfter().name(),
                                        "before",
                                                c.before()
                                                        .map(AssociationJson::of)
                                                        .orElse(null),
                                        "after",
                                                c.after()
                                                        .map(AssociationJson::of)
                                                        .orElse(null)))
                                .collect(Collectors.toList()));
    }
}
