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
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The real distributor and the mail between it and the hosts, one letter at a time. */
final class KeyPost {
    private final KeyDistribution distribution;
    private final KeyDistributor distributor;
    private final TimeSource time;
    private final Map<String, FleetHost> hosts;
    private final Set<SealedInstruction> mail = new LinkedHashSet<>();

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

    /** Takes reports that wait, else delivers one instruction, else waits for what engines may still have to say. */
    boolean step() {
        return takeReports() || deliverNext() || (settleAll() && takeReports());
    }

    private boolean takeReports() {
        for (FleetHost host : hosts.values()) {
            List<KeyReport> reports = host.takeReports();
            if (!reports.isEmpty()) {
                reports.forEach(report -> post(distributor.on(report, time.now())));
                return true;
            }
        }
        return false;
    }

    private boolean deliverNext() {
        Iterator<SealedInstruction> first = mail.iterator();
        if (!first.hasNext()) {
            return false;
        }
        SealedInstruction next = first.next();
        first.remove();
        FleetHost host = hosts.get(next.workload());
        if (host != null && host.isReachable()) {
            host.deliver(next);
        }
        return true;
    }

    private boolean settleAll() {
        hosts.values().forEach(FleetHost::settle);
        return true;
    }

    /** An instruction that lies there already is not posted twice. */
    private void post(Collection<SealedInstruction> instructions) {
        mail.addAll(instructions);
    }
}
