package io.secureconnect.examples.command;

import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.keying.KeyedPath;
import io.secureconnect.api.keying.SealingPublicKey;
import io.secureconnect.api.plan.FleetPlan;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.examples.Surroundings;
import io.secureconnect.examples.console.CommandFailure;
import io.secureconnect.examples.console.ExitStatus;
import io.secureconnect.examples.file.Distributor;
import io.secureconnect.examples.file.HostDirectory;
import io.secureconnect.examples.file.PolicyFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code keys issue}: keys for every pair of a policy. */
@Command(
        name = "issue",
        description =
                "Makes keys for every encrypted path of a policy and writes a key file for each host, sealed to it."
                        + " Paths that have keys keep them; paths that are gone are forgotten.",
        footer = {"", "With --wait it exits with 1 if not all hosts have answered in time."})
final class KeysIssueCommand extends DistributorCommand {
    @Option(names = "--policy", required = true, paramLabel = "FILE", description = "The policy.")
    private Path policy = PolicyFile.STANDARD_INPUT;

    @Option(
            names = "--hosts",
            required = true,
            paramLabel = "DIR",
            description = "Where the hosts' public keys are, each named ID.pub after its workload.")
    private Path hosts = Path.of("");

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "Take in reports and go on until all hosts have the keys in use.")
    private long wait;

    KeysIssueCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus run() throws Exception {
        FleetPlan plan = SecureConnect.policies().resolve(PolicyFile.read(policy));
        if (plan.saPolicy().keying() != KeyingMode.CONTROLLER) {
            throw CommandFailure.input(
                    policy + ": /saPolicy/keying: \"" + plan.saPolicy().keying().wireName()
                            + "\": only \"controller\" takes keys from a distributor; change it");
        }
        List<KeyedPath> paths = SecureConnect.keyDistribution().pathsOf(plan);
        Map<String, SealingPublicKey> publicKeys = HostDirectory.read(hosts);
        requireAll(paths, publicKeys);
        try (Distributor distributor = Distributor.openOrCreate(directory, surroundings.random())) {
            distributor.issue(publicKeys, paths, now(), this::remark);
            ExitStatus status = wait > 0 ? drive(distributor, Duration.ofSeconds(wait)) : ExitStatus.OK;
            show(distributor);
            return status;
        }
    }

    private void requireAll(List<KeyedPath> paths, Map<String, SealingPublicKey> publicKeys) {
        TreeSet<String> missing = new TreeSet<>();
        paths.forEach(path -> {
            missing.add(path.a());
            missing.add(path.b());
        });
        missing.removeAll(publicKeys.keySet());
        if (!missing.isEmpty()) {
            throw CommandFailure.input(hosts + ": no public key of " + String.join(", ", missing)
                    + "; run 'secureconnect keys identity' there and put the .pub file here as ID.pub");
        }
    }
}
