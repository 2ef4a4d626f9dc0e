package io.secureconnect.core.runtime;

import io.secureconnect.api.ApplyReport;
import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.SecureConnectOptions;
import io.secureconnect.api.SecureConnectOptions.ControllerKeys;
import io.secureconnect.api.keying.KeyDistribution;
import io.secureconnect.api.keying.KeyDistributor;
import io.secureconnect.api.keying.KeyReport;
import io.secureconnect.api.keying.SealedInstruction;
import io.secureconnect.api.keying.SealingKeyPair;
import io.secureconnect.api.policy.Actor;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.core.resolve.Policies;
import io.secureconnect.spi.KeyChannel;
import io.secureconnect.spi.KeyJournal;
import io.secureconnect.spi.RandomSource;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** {@code web1} and {@code db1} with engines as embedders get them, and the distributor that keys them. */
final class TwoHosts implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    private final KeyDistribution distribution = SecureConnect.keyDistribution();
    private final RandomSource random = new Random(4303)::nextBytes;
    private final SealingKeyPair own = distribution.newKeyPair(random);
    final KeyDistributor distributor = distribution.create(own, random);
    final Map<String, Host> hosts = new HashMap<>();
    final PolicyDocument policy = Policies.document()
            .saPolicy(SaPolicy.builder().keying(KeyingMode.CONTROLLER).build())
            .addWorkloads(
                    Policies.host("web1", "10.0.0.1", "role=web").build(),
                    Policies.host("db1", "10.0.0.2", "role=db").build())
            .addRuleSets(Policies.set(
                            "shop",
                            Policies.secured(
                                            "web to db",
                                            List.of(new Actor.LabelActor("role", "db", false)),
                                            List.of(new Actor.LabelActor("role", "web", false)))
                                    .build())
                    .build())
            .build();

    TwoHosts() {
        for (String workload : List.of("web1", "db1")) {
            Host host = new Host(workload);
            hosts.put(workload, host);
            distributor.enroll(workload, host.keys.publicKey());
            host.start();
        }
    }

    Host web1() {
        return hosts.get("web1");
    }

    Host db1() {
        return hosts.get("db1");
    }

    /** Carries instructions and reports until nobody has anything more to say. */
    void deliver(List<SealedInstruction> first) {
        Deque<SealedInstruction> onTheWay = new ArrayDeque<>(first);
        onTheWay.addAll(answers());
        while (!onTheWay.isEmpty()) {
            SealedInstruction next = onTheWay.remove();
            hosts.get(next.workload()).take(next);
            onTheWay.addAll(answers());
        }
    }

    /** What the distributor says to all that was reported meanwhile. */
    private List<SealedInstruction> answers() {
        List<SealedInstruction> answers = new ArrayList<>();
        for (Host host : hosts.values()) {
            host.takeReports().forEach(report -> answers.addAll(distributor.on(report, NOW)));
        }
        return answers;
    }

    List<SealedInstruction> wanted() {
        return distributor.want(distribution.pathsOf(SecureConnect.policies().resolve(policy)), NOW);
    }

    /** What was said and not answered, again. */
    List<SealedInstruction> outstanding() {
        List<SealedInstruction> all = new ArrayList<>(distributor.outstanding("web1"));
        all.addAll(distributor.outstanding("db1"));
        return all;
    }

    @Override
    public void close() {
        hosts.values().forEach(host -> host.engine.close());
    }

    /** One host: its kernel and journal live on when its engine does not. */
    final class Host {
        private final String workload;
        final FakeBackend backend = new FakeBackend();
        private final SealingKeyPair keys = distribution.newKeyPair(random);
        private final KeyJournal journal = KeyJournal.inMemory();
        private Channel channel = new Channel();
        SecureConnect engine;

        Host(String workload) {
            this.workload = workload;
        }

        void start() {
            channel = new Channel();
            engine = SecureConnect.open(SecureConnectOptions.builder()
                    .workload(workload)
                    .backend(backend)
                    .timeSource(() -> NOW)
                    .controllerKeys(new ControllerKeys(channel, keys, own.publicKey(), journal))
                    .build());
        }

        ApplyReport apply() {
            return engine.apply(policy).toCompletableFuture().join();
        }

        void take(SealedInstruction instruction) {
            channel.inbox.accept(instruction);
            engine.status().toCompletableFuture().join(); // behind the instruction in the loop's queue
        }

        List<KeyReport> takeReports() {
            List<KeyReport> all = new ArrayList<>();
            channel.reports.drainTo(all);
            return all;
        }
    }

    private static final class Channel implements KeyChannel {
        final BlockingQueue<KeyReport> reports = new LinkedBlockingQueue<>();
        Consumer<SealedInstruction> inbox = instruction -> {
            throw new AssertionError("not open");
        };

        @Override
        public void open(Consumer<SealedInstruction> inbox) {
            this.inbox = inbox;
        }

        @Override
        public void report(KeyReport report) {
            reports.add(report);
        }

        @Override
        public void close() {}
    }
}
