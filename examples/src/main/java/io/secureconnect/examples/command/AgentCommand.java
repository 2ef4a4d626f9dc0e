package io.secureconnect.examples.command;

import io.secureconnect.api.CloseMode;
import io.secureconnect.examples.Surroundings;
import io.secureconnect.examples.agent.Agent;
import io.secureconnect.examples.agent.AgentControl;
import io.secureconnect.examples.agent.AgentOptions;
import io.secureconnect.examples.agent.Backends;
import io.secureconnect.examples.agent.ControlSocket;
import io.secureconnect.examples.agent.EventLine;
import io.secureconnect.examples.agent.Preview;
import io.secureconnect.examples.agent.StatusJson;
import io.secureconnect.examples.agent.StatusTable;
import io.secureconnect.examples.console.ExitStatus;
import io.secureconnect.spi.Exemption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code agent}: the engine of this host. */
@Command(
        name = "agent",
        description =
                "Keeps this host's kernel as the policy says: watches the policy and the files with keys, prints what"
                        + " happens, answers 'status', 'explain', 'suspend' and 'resume'. SIGTERM and SIGINT end it.",
        footer = {
            "",
            "With --dry-run it exits with 1 if anything would be written or is in the way.",
            "With --once it exits with 1 unless every path is encrypted, or blocked by policy.",
            "An invalid or outdated policy file is told and changes nothing."
        })
final class AgentCommand extends SdkCommand {
    @Option(names = "--policy", required = true, paramLabel = "FILE", description = "The policy; watched.")
    private Path policy = Path.of("");

    @Option(names = "--workload", required = true, paramLabel = "ID", description = "Which workload this host is.")
    private String workload = "";

    @Option(
            names = "--state",
            required = true,
            paramLabel = "DIR",
            description = "A private directory for the journal of used keys and the control socket; made if missing."
                    + " Keep it across restarts.")
    private Path state = Path.of("");

    /** What belongs to controller keying; all or nothing. */
    static final class KeyOptions {
        @Option(
                names = "--keys",
                required = true,
                paramLabel = "DIR",
                description =
                        "A private directory where the key file ID.keys comes in, and reports go out in reports/.")
        private Path keys = Path.of("");

        @Option(names = "--identity", required = true, paramLabel = "FILE", description = "This host's private key.")
        private Path identity = Path.of("");

        @Option(
                names = "--distributor",
                required = true,
                paramLabel = "FILE",
                description = "The distributor's public key (distributor.key.pub).")
        private Path distributor = Path.of("");
    }

    @ArgGroup(exclusive = false, heading = "Controller keying:%n")
    private @Nullable KeyOptions keys;

    @ArgGroup(exclusive = false, heading = "IKE:%n")
    private @Nullable IkeFiles ike;

    @Option(
            names = "--backend",
            paramLabel = "NAME",
            description = "linux, or memory for a kernel that is lost at the end; the one of this system if left out.")
    private @Nullable String backend;

    @Option(
            names = "--failsafe",
            paramLabel = "EXEMPTION",
            converter = FailsafeConverter.class,
            description = "What stays in clear on protected paths: " + FailsafeConverter.SYNTAX + ". May be repeated.")
    private List<FailsafeConverter.Failsafe> failsafe = new ArrayList<>();

    @Option(names = "--once", description = "Apply the policy, take the keys that are there, show the status and end.")
    private boolean once;

    @Option(names = "--dry-run", description = "Show what would be done to the kernel, in its order, and do nothing.")
    private boolean dryRun;

    @Option(
            names = "--on-exit",
            paramLabel = "leave|remove",
            defaultValue = "leave",
            description = "leave: SAs go on carrying packets, blocks go on blocking; remove: nothing of ours stays, and"
                    + " packets pass in clear. ${DEFAULT-VALUE} if left out.")
    private CloseMode onExit = CloseMode.LEAVE;

    @Option(names = "--force", description = "Take a policy that is older than the one in force, too.")
    private boolean force;

    @Option(
            names = "--poll",
            paramLabel = "MILLISECONDS",
            defaultValue = "1000",
            description = "How often it looks at the files, ${DEFAULT-VALUE} if left out.")
    private long poll;

    @Mixin
    private JsonOption format = new JsonOption();

    AgentCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus run() throws Exception {
        if (dryRun) {
            PreviewView preview = new PreviewView(Preview.of(options(), surroundings.clock()));
            preview.print(this, format.json);
            return preview.isEmpty() ? ExitStatus.OK : ExitStatus.FINDING;
        }
        EventLine events = new EventLine(out(), surroundings.clock(), format.json);
        int status = surroundings.clock().untilAsked(() -> {
            Agent agent = Agent.start(options(), surroundings.clock(), events, this::remark);
            try {
                return (once ? show(agent) : runOn(agent)).code();
            } finally {
                agent.close(onExit);
            }
        });
        return status == ExitStatus.OK.code() ? ExitStatus.OK : ExitStatus.FINDING;
    }

    private ExitStatus runOn(Agent agent) {
        ControlSocket control = ControlSocket.open(state, new AgentControl(agent)::answer);
        try {
            while (surroundings.clock().pause(Duration.ofMillis(Math.max(1, poll)))) {
                agent.tick();
            }
            return ExitStatus.OK;
        } finally {
            control.close();
        }
    }

    private ExitStatus show(Agent agent) {
        agent.tick();
        StatusTable status = new StatusTable(StatusJson.of(agent.status()));
        status.print(out(), surroundings.palette(), format.json);
        return status.isHealthy() ? ExitStatus.OK : ExitStatus.FINDING;
    }

    private AgentOptions options() {
        List<Exemption> exemptions =
                failsafe.stream().flatMap(one -> one.exemptions().stream()).collect(Collectors.toList());
        Optional<AgentOptions.Keys> files = Optional.ofNullable(keys)
                .map(chosen -> new AgentOptions.Keys(chosen.keys, chosen.identity, chosen.distributor));
        return new AgentOptions(
                policy,
                workload,
                state,
                files,
                Optional.ofNullable(ike).map(given -> given.options(this::usage)),
                () -> Optional.ofNullable(backend).map(Backends::open),
                exemptions,
                force);
    }
}
