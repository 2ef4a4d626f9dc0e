package io.secureconnect.examples.command;

import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.plan.HostPlan;
import io.secureconnect.examples.Surroundings;
import io.secureconnect.examples.agent.Backends;
import io.secureconnect.examples.console.ExitStatus;
import io.secureconnect.examples.console.Json;
import io.secureconnect.examples.console.Table;
import io.secureconnect.examples.doctor.Doctor;
import io.secureconnect.examples.doctor.Finding;
import io.secureconnect.examples.doctor.LinkMtu;
import io.secureconnect.examples.file.PolicyFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code doctor}: what this host can do. */
@Command(
        name = "doctor",
        description =
                "Tells what this host's kernel can do, what it lacks, which IPsec policies are of others, and, with a"
                        + " policy, what is in the way of each peer and how large packets may be. It changes nothing.",
        footer = {"", "Exits with 1 if anything does not work (FAILED)."})
final class DoctorCommand extends SdkCommand {
    /** What this host is to do; both or none. */
    static final class Role {
        @Option(names = "--policy", required = true, paramLabel = "FILE", description = "A policy document.")
        private Path policy = Path.of("");

        @Option(names = "--workload", required = true, paramLabel = "ID", description = "Which workload this host is.")
        private String workload = "";

        private HostPlan plan() {
            return SecureConnect.policies().resolve(PolicyFile.read(policy)).host(workload);
        }
    }

    @ArgGroup(exclusive = false, heading = "Against a policy:%n")
    private @Nullable Role role;

    @Option(
            names = "--backend",
            paramLabel = "NAME",
            defaultValue = "linux",
            description = "Which kernel to look at, ${DEFAULT-VALUE} if left out.")
    private String backend = "";

    @Mixin
    private JsonOption format = new JsonOption();

    DoctorCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus run() {
        Optional<HostPlan> plan = Optional.ofNullable(role).map(Role::plan);
        List<Finding> findings = Doctor.examine(() -> Backends.open(backend), plan, LinkMtu.ofThisSystem());
        if (format.json) {
            out().print(Json.pretty(Json.object(
                    "format",
                    "secureconnect.doctor/v1",
                    "findings",
                    findings.stream().map(DoctorCommand::json).collect(Collectors.toList()))));
        } else {
            try (Table table = table("STANDING", "CHECK", "ABOUT", "FINDING")) {
                findings.forEach(
                        finding -> table.row(finding.standing(), finding.check(), finding.about(), finding.text()));
            }
        }
        return findings.stream().anyMatch(finding -> finding.standing() == Finding.Standing.FAILED)
                ? ExitStatus.FINDING
                : ExitStatus.OK;
    }

    private static Object json(Finding finding) {
        return Json.object(
                "standing",
                finding.standing().name(),
                "check",
                finding.check(),
                "about",
                finding.about(),
                "text",
                finding.text());
    }
}
