package io.secureconnect.linux.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.CloseMode;
import io.secureconnect.api.PathStatus;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.linux.lab.Capture;
import io.secureconnect.linux.lab.Lab;
import io.secureconnect.linux.lab.NumberedStream;
import io.secureconnect.linux.lab.RealKernel;
import io.secureconnect.linux.lab.Traffic;
import io.secureconnect.linux.lab.Wire;
import io.secureconnect.linux.lab.XfrmDump;
import io.secureconnect.spi.KeyJournal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * An agent killed with SIGKILL at each step of what it does: what it had protected stays protected, and the next start
 * finishes the work without orphans.
 *
 * <p>Each life of the agent dies one step later than the one before; a scenario ends with the first life that does not die,
 * so every step has been the last one once.
 */
@RealKernel
@Timeout(600)
class CrashIT {
    private static final int POLICIES_OF_TWO_PATHS = 4;
    private static final int POLICIES_OF_NEIGHBOR_DISCOVERY = 8;

    private final Orchestrator orchestrator = new Orchestrator();

    @Test
    @DisplayName("4. SIGKILL at each step of apply: no clear packet on what was protected, the next start converges")
    void killedWhileApplying(Lab lab) {
        Wire wire = lab.wire();
        PolicyDocument policy = TwoWorkloads.on(wire);
        ProcessHost host = new ProcessHost(wire.a(), "a", orchestrator, policy);
        XfrmDump empty = XfrmDump.of(wire.a().namespace());
        int step = 1;
        for (boolean survived = false; !survived; step++) {
            ProcessHost.Run run = host.start(step);
            survived = run.awaitAppliedOrDeath();
            run.end();
            List<AddressFamily> alreadyProtected = protectedFamilies(wire);
            Optional<Capture> capture = alreadyProtected.isEmpty()
                    ? Optional.empty() // no block was in place yet, so there is nothing to prove
                    : Optional.of(lab.capture(wire.b(), "apply-" + step));
            assertNothingPasses(wire, alreadyProtected);

            try (KeyJournal journal = host.journal();
                    EngineHost next = EngineHost.open(wire.a(), "a", orchestrator, journal, List.of())) {
                assertThat(next.apply(policy).complete()).isTrue();
                if (capture.isPresent()) {
                    assertNothingPasses(wire, List.of(AddressFamily.values()));
                    assertNothingClear(capture.get().stop(), wire, alreadyProtected);
                }
                XfrmDump converged = XfrmDump.of(wire.a().namespace());
                assertThat(converged.policies()).hasSize(POLICIES_OF_TWO_PATHS + POLICIES_OF_NEIGHBOR_DISCOVERY);
                next.writesSinceLastAsked();
                assertThat(next.apply(policy).written()).isZero();
                assertThat(next.writesSinceLastAsked()).isZero();
                next.close(CloseMode.REMOVE);
            }
            assertThat(XfrmDump.of(wire.a().namespace()).holdsSameAs(empty)).isTrue();
        }
        assertThat(step).as("steps of apply").isGreaterThan(6);
    }

    @Test
    @DisplayName("4. SIGKILL at each step of rotation: no clear packet, the next start converges to one generation")
    void killedWhileRotating(Lab lab) {
        Wire wire = lab.wire();
        PolicyDocument policy = TwoWorkloads.on(wire, AddressFamily.IPV4);
        ProcessHost host = new ProcessHost(wire.a(), "a", orchestrator, policy);
        try (EngineHost b = EngineHost.open(wire.b(), "b", orchestrator)) {
            b.apply(policy);
            Capture capture = null;
            NumberedStream there = null;
            NumberedStream back = null;
            int step = 1;
            for (boolean survived = false; !survived; step++) {
                try (KeyJournal journal = host.journal();
                        EngineHost a = EngineHost.open(wire.a(), "a", orchestrator, journal, List.of())) {
                    assertThat(a.apply(policy).complete()).isTrue();
                    orchestrator.issue(policy);
                    orchestrator.settle();
                    assertConverged(wire, a);
                }
                orchestrator.disconnect("a");
                if (capture == null) {
                    capture = lab.capture(wire.b(), "rotation");
                    there = Traffic.stream(wire.a(), wire.b(), AddressFamily.IPV4, Duration.ofMillis(20));
                    back = Traffic.stream(wire.b(), wire.a(), AddressFamily.IPV4, Duration.ofMillis(20));
                }
                ProcessHost.Run run = host.start(step);
                assertThat(run.awaitAppliedOrDeath())
                        .as("adoption writes nothing, so no step is deadly")
                        .isTrue();
                orchestrator.rotate();
                orchestrator.settleUntil(
                        "the rotation's end or the agent's",
                        () -> !run.isAlive() || orchestrator.status().stream().allMatch(path -> path.complete()));
                survived = run.isAlive();
                run.end();
            }
            try (KeyJournal journal = host.journal();
                    EngineHost a = EngineHost.open(wire.a(), "a", orchestrator, journal, List.of())) {
                a.apply(policy);
                orchestrator.settle();
                assertConverged(wire, a);
            }
            there.stop();
            back.stop();
            capture.stop();
            assertThat(step).as("steps of a rotation").isGreaterThan(8);
            assertThat(capture.count(Capture.CLEAR))
                    .as(capture.show(Capture.CLEAR))
                    .isZero();
            assertThat(capture.count(Capture.ESP)).isPositive();
        }
    }

    @Test
    @DisplayName(
            "4. SIGKILL at each step of removal: a path is clear only when its blocks are gone, the next start keys anew")
    void killedWhileRemoving(Lab lab) {
        Wire wire = lab.wire();
        PolicyDocument policy = TwoWorkloads.on(wire, AddressFamily.IPV4);
        ProcessHost host = new ProcessHost(wire.a(), "a", orchestrator, policy);
        try (EngineHost b = EngineHost.open(wire.b(), "b", orchestrator)) {
            b.apply(policy);
            int step = 1;
            for (boolean survived = false; !survived; step++) {
                try (KeyJournal journal = host.journal();
                        EngineHost a = EngineHost.open(wire.a(), "a", orchestrator, journal, List.of())) {
                    assertThat(a.apply(policy).complete()).isTrue();
                    orchestrator.issue(policy);
                    orchestrator.settle();
                    assertConverged(wire, a);
                    assertThat(Traffic.ping(wire.a(), wire.b().ipv4(), 1).received())
                            .isEqualTo(1);
                }
                ProcessHost.Run run = host.start(step);
                assertThat(run.awaitAppliedOrDeath()).isTrue();
                survived = run.removeOrDie();
                run.end();
                Capture capture = lab.capture(wire.b(), "removal-" + step);
                List<AddressFamily> stillProtected = protectedFamilies(wire);
                Traffic.ping(wire.a(), wire.b().ipv4(), 1);
                capture.stop();
                assertNothingClear(capture, wire, stillProtected);
            }
            assertThat(step).as("steps of a removal").isGreaterThan(4);
            assertThat(XfrmDump.of(wire.a().namespace()).policies()).isEmpty();
            assertThat(XfrmDump.of(wire.a().namespace()).states()).isEmpty();
        }
    }

    private static void assertConverged(Wire wire, EngineHost a) {
        assertThat(a.status().paths()).singleElement().satisfies(path -> {
            assertThat(path.state()).isEqualTo(PathStatus.State.ENCRYPTED);
            assertThat(path.sas()).hasSize(2);
        });
        assertThat(XfrmDump.of(wire.a().namespace()).states()).as("no orphans").hasSize(2);
        assertThat(XfrmDump.of(wire.b().namespace()).states()).as("no orphans").hasSize(2);
    }

    /** Families whose outbound policy is in a's kernel. */
    private static List<AddressFamily> protectedFamilies(Wire wire) {
        XfrmDump dump = XfrmDump.of(wire.a().namespace());
        return List.of(AddressFamily.values()).stream()
                .filter(family -> dump.policies().stream()
                        .anyMatch(policy -> policy.contains("src " + wire.a().address(family))
                                && policy.contains("dir out")
                                && policy.contains("tmpl")))
                .toList();
    }

    private static void assertNothingPasses(Wire wire, List<AddressFamily> families) {
        for (AddressFamily family : families) {
            assertThat(Traffic.ping(wire.a(), wire.b().address(family), 1).received())
                    .isZero();
        }
    }

    private static void assertNothingClear(Capture stopped, Wire wire, List<AddressFamily> families) {
        for (AddressFamily family : families) {
            String clear = Capture.CLEAR + " and src host " + wire.a().address(family);
            assertThat(stopped.count(clear)).as(stopped.show(clear)).isZero();
        }
    }
}
