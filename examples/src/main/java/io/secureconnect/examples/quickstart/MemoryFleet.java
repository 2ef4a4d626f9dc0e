package io.secureconnect.examples.quickstart;

import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.keying.KeyDistribution;
import io.secureconnect.api.keying.KeyDistributor;
import io.secureconnect.api.keying.KeyReport;
import io.secureconnect.api.keying.KeyedPath;
import io.secureconnect.api.keying.SealedInstruction;
import io.secureconnect.api.keying.SealingKeyPair;
import io.secureconnect.api.plan.FleetPlan;
import io.secureconnect.api.policy.NetworkInterface;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.policy.Workload;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.spi.RandomSource;
import io.secureconnect.testkit.kernel.KeyLedger;
import io.secureconnect.testkit.kernel.MemoryKernel;
import io.secureconnect.testkit.time.ManualClock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Some hosts of a policy in memory, and the distributor of their keys. */
final class MemoryFleet implements AutoCloseable {
    private final ManualClock clock = new ManualClock();
    private final Map<String, MemoryHost> hosts = new TreeMap<>();
    private final SealingKeyPair identity;
    private final KeyDistributor distributor;

    MemoryFleet(PolicyDocument policy, RandomSource random, String... running) {
        KeyDistribution distribution = SecureConnect.keyDistribution();
        KeyLedger ledger = new KeyLedger(random);
        identity = distribution.newKeyPair(random);
        distributor = distribution.create(identity, random);
        for (String workload : running) {
            MemoryKernel kernel = MemoryKernel.builder(workload)
                    .clock(clock)
                    .random(random)
                    .ledger(ledger)
                    .build();
            SealingKeyPair own = distribution.newKeyPair(random);
            MemoryHost host = new MemoryHost(workload, addressOf(policy, workload), kernel, own, identity.publicKey());
            hosts.put(workload, host);
            distributor.enroll(workload, host.publicKey());
        }
    }

    static IpAddress addressOf(PolicyDocument policy, String workload) {
        return policy.workloads().stream()
                .filter(w -> w.id().equals(workload))
                .map(Workload::interfaces)
                .map(interfaces -> interfaces.get(0))
                .map(NetworkInterface::address)
                .findFirst()
                .orElseThrow();
    }

    MemoryHost host(String workload) {
        MemoryHost host = hosts.get(workload);
        if (host == null) {
            throw new IllegalArgumentException("'" + workload + "' does not run");
        }
        return host;
    }

    /** Makes the first keys of a plan and drives them through all phases. */
    void issue(FleetPlan plan, Consumer<SealedInstruction> before, Consumer<SealedInstruction> after) {
        // What hosts say when they start: that they hold no SA yet.
        hosts.values().forEach(host -> host.reports().forEach(report -> distributor.on(report, clock.now())));
        List<KeyedPath> paths = SecureConnect.keyDistribution().pathsOf(plan);
        drive(distributor.want(paths, clock.now()), before, after);
    }

    /** Makes new keys for every path and drives them through all phases. */
    void rotate(Consumer<SealedInstruction> before, Consumer<SealedInstruction> after) {
        drive(distributor.rotate(clock.now()), before, after);
    }

    /** Whether both ends of every path have taken the last step. */
    boolean isKeyed() {
        return distributor.status().stream().allMatch(KeyDistributor.PathKeys::complete);
    }

    /** One instruction after the other; what the hosts report leads to the next ones. */
    private void drive(
            List<SealedInstruction> first, Consumer<SealedInstruction> before, Consumer<SealedInstruction> after) {
        Deque<SealedInstruction> waiting = new ArrayDeque<>(first);
        while (!waiting.isEmpty()) {
            SealedInstruction instruction = waiting.remove();
            before.accept(instruction);
            List<KeyReport> reports =
                    new ArrayList<>(host(instruction.workload()).obey(instruction));
            after.accept(instruction);
            reports.forEach(report -> waiting.addAll(distributor.on(report, clock.now())));
        }
    }

    @Override
    public void close() {
        hosts.values().forEach(MemoryHost::close);
        identity.close();
    }
}
