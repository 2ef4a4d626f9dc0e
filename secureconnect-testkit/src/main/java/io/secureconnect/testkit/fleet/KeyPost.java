package io.secureconnect.testkit.fleet;

import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.keying.KeyDistribution;
import io.secureconnect.api.keying.KeyDistributor;
import io.secureconnect.api.keying.KeyReport;
import io.secureconnect.api.keying.SealedInstruction;
import io.secureconnect.api.keying.SealingKeyPair;
import io.secureconnect.api.plan.FleetPlan;
import io.secureconnect.spi.RandomSource;
import io.secureconnect.spi.TimeSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** The real distributor and the mail between it and the hosts, one letter at a time. */
final class KeyPost {
    private final KeyDistribution distribution;
    private final KeyDistributor distributor;
    private final TimeSource time;
    private final Map<String, FleetHost> hosts;
    private final Deque<SealedInstruction> mail = new ArrayDeque<>();

    /** @param hosts those with an engine, by id; all are enrolled */
    KeyPost(SealingKeyPair own, TimeSource time, RandomSource random, Map<String, FleetHost> hosts) {
        this.distribution = SecureConnect.keyDistribution();
        this.distributor = distribution.create(own, random);
        this.time = time;
        this.hosts = hosts;
        hosts.values().forEach(host -> distributor.enroll(host.id(), host.publicKey()));
    }

    KeyDistributor distributor() {
        return distributor;
    }

    void want(FleetPlan plan) {
        post(distributor.want(distribution.pathsOf(plan), time.now()));
    }

    void rotate() {
        post(distributor.rotate(time.now()));
    }

    void tick() {
        post(distributor.tick(time.now()));
    }

    /** Everything that a host has been told and has not answered, once more. */
    void repeat(FleetHost host) {
        post(distributor.outstanding(host.id()));
    }

    /** Takes reports that wait, else delivers one instruction; false if there is neither. */
    boolean step() {
        for (FleetHost host : hosts.values()) {
            host.settle();
            List<KeyReport> reports = host.takeReports();
            if (!reports.isEmpty()) {
                reports.forEach(report -> post(distributor.on(report, time.now())));
                return true;
            }
        }
        SealedInstruction next = mail.poll();
        if (next != null) {
            FleetHost host = hosts.get(next.workload());
            if (host != null && host.isReachable()) {
                host.deliver(next);
            }
        }
        return next != null;
    }

    private void post(Collection<SealedInstruction> instructions) {
        instructions.stream().filter(instruction -> !mail.contains(instruction)).forEach(mail::add);
    }
}
