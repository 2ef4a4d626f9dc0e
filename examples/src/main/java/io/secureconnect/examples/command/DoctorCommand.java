package io.secureconnect.examples.command;

import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.plan.HostPlan;
import io.secureconnect.api.plan.Verdict;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.examples.Surroundings;
import io.secureconnect.examples.agent.Backends;
import io.secureconnect.examples.agent.Exams;
import io.secureconnect.examples.console.CommandFailure;
import io.secureconnect.examples.console.ExitStatus;
import io.secureconnect.examples.console.Json;
import io.secureconnect.examples.console.Table;
import io.secureconnect.examples.doctor.Doctor;
import io.secureconnect.examples.doctor.Finding;
import io.secureconnect.examples.doctor.LinkMtu;
import io.secureconnect.examples.doctor.SelfTestText;
import io.secureconnect.examples.file.PolicyFile;
import io.secureconnect.spi.HostExam;
import io.secureconnect.spi.SelfTestReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
                        + " policy, what is in the way of each peer and how large packets may be. It changes nothing,"
                        + " but for --self-test, which removes again what it adds.",
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
            description = "Which kernel to look at; that of this system if left out: windows on Windows, else linux.")
    private @Nullable String backend;

    @Option(
            names = "--self-test",
            description = "On Windows: also ask the filter engine what its documentation leaves open, by objects about"
                    + " addresses of documentation that are removed again. Attach the report to an issue.")
    private boolean selfTest;

    @Mixin
    private JsonOption format = new JsonOption();

    DoctorCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus run() {
        String name = backend == null ? Backends.ofThisSystem() : backend;
        Optional<HostExam> exam = Exams.of(name);
        Optional<HostExam> tester = selfTest ? Optional.of(exam.orElseThrow(() -> noSelfTest(name))) : Optional.empty();
        Optional<HostPlan> plan = Optional.ofNullable(role).map(Role::plan);
        List<Finding> findings =
                new ArrayList<>(Doctor.examine(() -> Backends.open(name), plan, LinkMtu.ofThisSystem()));
        exam.ifPresent(host -> host.look(plan.map(DoctorCommand::peers).orElse(Set.of()))
                .forEach(finding -> findings.add(Finding.of(finding))));
        Optional<SelfTestReport> report = tester.map(HostExam::selfTest);
        print(findings, report);
        boolean failed = findings.stream().anyMatch(finding -> finding.standing() == Finding.Standing.FAILED)
                || report.filter(told -> !told.isClean()).isPresent();
        return failed ? ExitStatus.FINDING : ExitStatus.OK;
    }

    private static CommandFailure noSelfTest(String backend) {
        return new CommandFailure(
                ExitStatus.KERNEL,
                "CAPABILITY_MISSING",
                "--self-test is for Windows, and asks its filter engine; backend '" + backend + "' on "
                        + System.getProperty("os.name") + " has none. Leave it out here",
                null);
    }

    private static Set<IpAddress> peers(HostPlan plan) {
        return plan.associations().stream()
                .filter(association -> association.verdict() == Verdict.ENCRYPTED)
                .flatMap(association -> association.paths().stream())
                .map(HostPair::remote)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void print(List<Finding> findings, Optional<SelfTestReport> report) {
        if (format.json) {
            Map<String, @Nullable Object> document = Json.object(
                    "format",
                    "secureconnect.doctor/v1",
                    "findings",
                    findings.stream().map(DoctorCommand::json).collect(Collectors.toList()));
            report.ifPresent(told -> document.put("selfTest", SelfTestText.json(told)));
            out().print(Json.pretty(document));
            return;
        }
        try (Table table = table("STANDING", "CHECK", "ABOUT", "FINDING")) {
            findings.forEach(
                    finding -> table.row(finding.standing(), finding.check(), finding.about(), finding.text()));
        }
        report.ifPresent(told -> out().print("\n" + SelfTestText.text(told)));
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
