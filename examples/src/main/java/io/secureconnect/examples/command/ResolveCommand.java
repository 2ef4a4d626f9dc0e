package io.secureconnect.examples.command;

import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.plan.Diagnostic;
import io.secureconnect.api.plan.DiagnosticCode.Severity;
import io.secureconnect.api.plan.FleetPlan;
import io.secureconnect.api.plan.HostPlan;
import io.secureconnect.api.plan.PeerAssociation;
import io.secureconnect.api.plan.Verdict;
import io.secureconnect.examples.Surroundings;
import io.secureconnect.examples.console.ExitStatus;
import io.secureconnect.examples.console.Table;
import io.secureconnect.examples.file.PolicyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code resolve}: what a policy means. */
@Command(
        name = "resolve",
        description = "Checks a policy and shows what it means: which pairs are encrypted, which are blocked and why.",
        footer = {"", "With --exit-code it exits with 1 if a pair is blocked or part of the policy has no effect."})
final class ResolveCommand extends SdkCommand {
    @Parameters(paramLabel = "POLICY", description = "A policy document; - for standard input.")
    private Path policy = PolicyFile.STANDARD_INPUT;

    @Option(names = "--workload", paramLabel = "ID", description = "Only what this workload has to do.")
    private @Nullable String workload;

    @Option(names = "--exit-code", description = "Exit with 1 if there is something to look at.")
    private boolean exitCode;

    @Mixin
    private JsonOption format = new JsonOption();

    ResolveCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus run() throws IOException {
        FleetPlan plan = SecureConnect.policies().resolve(PolicyFile.read(policy));
        boolean clean = workload == null ? show(plan) : show(plan.host(workload));
        return exitCode && !clean ? ExitStatus.FINDING : ExitStatus.OK;
    }

    private boolean show(FleetPlan plan) throws IOException {
        if (format.json) {
            SecureConnect.policies().write(plan, surroundings.output());
            try (Stream<PeerAssociation> associations = plan.associations()) {
                return exitCode
                        && associations.noneMatch(a -> a.verdict() == Verdict.BLOCKED)
                        && isEffective(plan.diagnostics());
            }
        }
        boolean[] blocked = {false};
        try (Table table = table(PlanTable.fleetHeadings());
                Stream<PeerAssociation> associations = plan.associations()) {
            associations.forEach(association -> {
                blocked[0] |= association.verdict() == Verdict.BLOCKED;
                PlanTable.row(table, association);
            });
        }
        PlanTable.diagnostics(this, plan.diagnostics());
        return !blocked[0] && isEffective(plan.diagnostics());
    }

    private boolean show(HostPlan plan) throws IOException {
        if (format.json) {
            SecureConnect.policies().write(plan, surroundings.output());
        } else {
            try (Table table = table(PlanTable.hostHeadings())) {
                plan.associations().forEach(association -> PlanTable.row(table, association));
            }
            PlanTable.diagnostics(this, plan.diagnostics());
        }
        return plan.associations().stream().noneMatch(a -> a.verdict() == Verdict.BLOCKED)
                && isEffective(plan.diagnostics());
    }

    private static boolean isEffective(List<Diagnostic> diagnostics) {
        return diagnostics.stream().noneMatch(d -> d.severity() == Severity.ERROR);
    }
}
