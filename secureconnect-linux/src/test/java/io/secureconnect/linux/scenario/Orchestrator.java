package io.secureconnect.linux.scenario;

import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.keying.KeyDistribution;
import io.secureconnect.api.keying.KeyDistributor;
import io.secureconnect.api.keying.KeyPhase;
import io.secureconnect.api.keying.KeyReport;
import io.secureconnect.api.keying.SealedInstruction;
import io.secureconnect.api.keying.SealingKeyPair;
import io.secureconnect.api.keying.SealingPublicKey;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.linux.lab.Await;
import io.secureconnect.spi.RandomSource;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The key distributor of a scenario with a channel to each host. Nothing moves by itself: instructions are delivered and
 * reports are heard only within {@link #settle} and {@link #settleUntil}. For one thread; {@link #report} is for any.
 */
final class Orchestrator {
    private static final SecureRandom SECURE_RANDOM = new SecureRandom();
    private static final RandomSource RANDOM = SECURE_RANDOM::nextBytes;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final KeyDistribution distribution = SecureConnect.keyDistribution();
    private final SealingKeyPair own = distribution.newKeyPair(RANDOM);
    private final KeyDistributor distributor = distribution.create(own, RANDOM);
    private final Map<String, SealingKeyPair> identities = new HashMap<>();
    private final Map<String, Consumer<SealedInstruction>> inboxes = new HashMap<>();
    private final Queue<SealedInstruction> outgoing = new ArrayDeque<>();
    private final BlockingQueue<KeyReport> incoming = new LinkedBlockingQueue<>();
    private final List<KeyReport> heard = new ArrayList<>();
    private Runnable mail = () -> {};

    /** The key by which hosts know that an instruction is ours. */
    SealingPublicKey publicKey() {
        return own.publicKey();
    }

    /** The key pair of a host, made and enrolled when it is first asked for. */
    SealingKeyPair identityOf(String workload) {
        return identities.computeIfAbsent(workload, id -> {
            SealingKeyPair pair = distribution.newKeyPair(RANDOM);
            distributor.enroll(id, pair.publicKey());
            return pair;
        });
    }

    /** From now on, instructions for {@code workload} go to {@code inbox}, those it has not answered first. */
    void connect(String workload, Consumer<SealedInstruction> inbox) {
        inboxes.put(workload, inbox);
        outgoing.addAll(distributor.outstanding(workload));
    }

    /** Its instructions wait. */
    void disconnect(String workload) {
        inboxes.remove(workload);
    }

    /** Before reports are heard, {@code mail} may {@link #report} what came in by other ways. */
    void hear(Runnable mail) {
        this.mail = mail;
    }

    void stopHearing() {
        mail = () -> {};
    }

    /** Takes a report in; on any thread. */
    void report(KeyReport report) {
        incoming.add(report);
    }

    /** Begins to key the paths of {@code policy}. */
    void issue(PolicyDocument policy) {
        outgoing.addAll(
                distributor.want(distribution.pathsOf(SecureConnect.policies().resolve(policy)), Instant.now()));
    }

    /** Begins a new generation on every path. */
    void rotate() {
        outgoing.addAll(distributor.rotate(Instant.now()));
    }

    /** Carries instructions and reports to and fro until every path has one complete generation. */
    void settle() {
        settleUntil(
                "every path keyed; " + status(),
                () -> status().stream().allMatch(path -> path.complete() && path.phase() == KeyPhase.RETIRE));
    }

    /** Carries instructions and reports to and fro until {@code goal}. */
    void settleUntil(String what, Goal goal) {
        Await.until(what, LIMIT, () -> {
            exchange();
            return goal.reached();
        });
    }

    /** What has been told by now is delivered, what has been reported by now is heard. */
    void exchange() {
        mail.run();
        for (KeyReport report; (report = incoming.poll()) != null; ) {
            heard.add(report);
            outgoing.addAll(distributor.on(report, Instant.now()));
        }
        List<SealedInstruction> now = new ArrayList<>(outgoing);
        outgoing.clear();
        for (SealedInstruction instruction : now) {
            Consumer<SealedInstruction> inbox = inboxes.get(instruction.workload());
            if (inbox != null) {
                inbox.accept(instruction);
            }
        }
    }

    List<KeyDistributor.PathKeys> status() {
        return distributor.status();
    }

    /** The generation of every path, in the order of {@link #status}. */
    List<Long> generations() {
        return status().stream().map(KeyDistributor.PathKeys::generation).collect(Collectors.toUnmodifiableList());
    }

    /** All reports so far. */
    List<KeyReport> heard() {
        return List.copyOf(heard);
    }

    /** What a scenario waits for. */
    @FunctionalInterface
    interface Goal {
        boolean reached();
    }
}
