package io.secureconnect.core.keying;

import io.secureconnect.api.keying.KeyDistributor;
import io.secureconnect.api.keying.KeyReport;
import io.secureconnect.api.keying.KeyedPath;
import io.secureconnect.api.keying.SealedInstruction;
import io.secureconnect.api.keying.SealingKeyPair;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.IpAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A distributor and two hosts, {@code db1} and {@code web1}, with one path, and what is on its way between them. */
final class TestFleet {
    static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
    static final KeyedPath PATH = path(EspParameters.standard());

    final RotatingKeyDistribution distribution;
    final SeededRandom random;
    final SealingKeyPair own;
    final Map<String, TestHost> hosts = new LinkedHashMap<>();
    private final Map<String, InstructionOpener> openers = new LinkedHashMap<>();
    final List<SealedInstruction> toHosts = new ArrayList<>();
    final List<KeyReport> toDistributor = new ArrayList<>();
    KeyDistributor distributor;
    Instant now = START;

    TestFleet(long seed, SealingSuite suite) {
        random = new SeededRandom(seed);
        distribution = new RotatingKeyDistribution(suite);
        own = distribution.newKeyPair(random);
        distributor = distribution.create(own, random);
        for (String workload : List.of("db1", "web1")) {
            SealingKeyPair pair = distribution.newKeyPair(random);
            distributor.enroll(workload, pair.publicKey());
            openers.put(workload, suite.opener(pair, own.publicKey()));
            hosts.put(workload, new TestHost(workload, openerOf(workload), toDistributor::add));
        }
    }

    static KeyedPath path(EspParameters parameters) {
        return new KeyedPath("db1", IpAddress.parse("10.0.0.2"), "web1", IpAddress.parse("10.0.0.1"), parameters);
    }

    InstructionOpener openerOf(String workload) {
        return Objects.requireNonNull(openers.get(workload));
    }

    TestHost db() {
        return hosts.get("db1");
    }

    TestHost web() {
        return hosts.get("web1");
    }

    /** Puts the policy in force everywhere and forgets what the hosts said to it. */
    TestFleet wanting(KeyedPath path) {
        for (TestHost host : hosts.values()) {
            host.want(Map.of(path.seenBy(host.workload()), path.parameters()), now);
        }
        toDistributor.clear();
        send(distributor.want(List.of(path), now));
        return this;
    }

    void send(List<SealedInstruction> instructions) {
        toHosts.addAll(instructions);
    }

    void deliver(SealedInstruction instruction) {
        hosts.get(instruction.workload()).receive(instruction, now);
    }

    void deliver(KeyReport report) {
        send(distributor.on(report, now));
    }

    /** Delivers in order until nothing is on its way. */
    TestFleet settle() {
        while (!toHosts.isEmpty() || !toDistributor.isEmpty()) {
            while (!toHosts.isEmpty()) {
                deliver(toHosts.remove(0));
            }
            while (!toDistributor.isEmpty()) {
                deliver(toDistributor.remove(0));
            }
        }
        return this;
    }

    void restartDistributor(String saved) {
        distributor = distribution.restore(own, random, saved);
    }

    KeyDistributor.PathKeys status() {
        return distributor.status().get(0);
    }
}
