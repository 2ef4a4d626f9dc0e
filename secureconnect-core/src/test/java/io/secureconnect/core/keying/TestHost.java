package io.secureconnect.core.keying;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.keying.KeyReport;
import io.secureconnect.api.keying.SealedInstruction;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SecurityAssociation;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendEvent;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.KeyJournal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One host: a kernel, a journal, and an agent between them that can be killed at every point. It carries effects out as the
 * runtime does. Kernel and journal outlive the agent; the journal outlives the kernel.
 */
final class TestHost {
    private final String workload;
    private final InstructionOpener opener;
    private final Consumer<KeyReport> reports;
    private final FakeKernel kernel = new FakeKernel();
    private final KeyJournal stored = KeyJournal.inMemory();
    private final List<KeyingEffect.Fault> faults = new ArrayList<>();
    private Map<HostPair, EspParameters> wanted = Map.of();
    private ControllerKeying agent;
    private int fuse = -1;
    private Consumer<String> log = line -> {};

    TestHost(String workload, InstructionOpener opener, Consumer<KeyReport> reports) {
        this.workload = workload;
        this.opener = opener;
        this.reports = reports;
        this.agent = newAgent();
    }

    /** The agent dies at a point of the caller's choice. An Error, so that nothing on the way catches it. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    String workload() {
        return workload;
    }

    FakeKernel kernel() {
        return kernel;
    }

    ControllerKeying agent() {
        return agent;
    }

    KeyJournal journal() {
        return stored;
    }

    List<KeyingEffect.Fault> faults() {
        return faults;
    }

    /** Every change is told to {@code lines}. */
    void log(Consumer<String> lines) {
        log = lines;
    }

    /** Puts a policy in force. */
    void want(Map<HostPair, EspParameters> paths, Instant now) {
        wanted = paths;
        synchronize(now);
    }

    void synchronize(Instant now) {
        guarded(now, () -> carryOut(agent.synchronize(wanted, kernel.snapshot(), now), now));
    }

    void receive(SealedInstruction instruction, Instant now) {
        guarded(now, () -> carryOut(agent.on(instruction, now), now));
    }

    void event(BackendEvent event, Instant now) {
        guarded(now, () -> carryOut(agent.on(event, now), now));
    }

    /** The agent will be killed after this many further points at which that matters. */
    void killAfter(int points) {
        fuse = points;
    }

    /** The agent ends and starts again. */
    void restart(Instant now) {
        fuse = -1;
        agent = newAgent();
        synchronize(now);
    }

    /** The machine starts again: its SAs are gone. */
    void reboot(Instant now) {
        kernel.reboot();
        restart(now);
    }

    private ControllerKeying newAgent() {
        return new ControllerKeying(workload, opener, new KillingJournal());
    }

    private void guarded(Instant now, Runnable work) {
        try {
            work.run();
        } catch (Killed e) {
            restart(now);
        }
    }

    private void carryOut(List<KeyingEffect> effects, Instant now) {
        List<ChangeResult> results = new ArrayList<>();
        for (KeyingEffect effect : effects) {
            point();
            switch (effect.kind()) {
                case CHANGE:
                    BackendChange change = ((KeyingEffect.Change) effect).change();
                    requireWanted(change);
                    ChangeResult result = kernel.apply(change);
                    log.accept(describe(result));
                    results.add(result);
                    break;
                case REPORT:
                    reports.accept(((KeyingEffect.Report) effect).report());
                    break;
                case FAULT:
                    faults.add((KeyingEffect.Fault) effect);
                    break;
                case SEND:
                case ANNOUNCE:
                    throw new AssertionError("controller keying has no business with " + effect);
            }
        }
        point();
        if (!results.isEmpty()) {
            carryOut(agent.on(results, now), now);
        }
    }

    private void requireWanted(BackendChange change) {
        if (change.kind() == BackendChange.Kind.INSTALL_SA) {
            SecurityAssociation sa = ((BackendChange.InstallSa) change).sa();
            assertThat(sa.parameters())
                    .as("parameters of %s at %s", sa, workload)
                    .isEqualTo(wanted.get(sa.id().path()));
        }
    }

    private static String describe(ChangeResult result) {
        BackendChange change = result.change();
        String what = change.kind() == BackendChange.Kind.INSTALL_SA
                ? "installs " + name(((BackendChange.InstallSa) change).sa().id())
                : "removes " + name(((BackendChange.RemoveSa) change).id());
        return what + (result.isFailed() ? " FAILED" : "");
    }

    private static String name(SaId id) {
        return (id.direction() == Direction.INBOUND ? "inbound  " : "outbound ") + id;
    }

    private void point() {
        if (fuse >= 0 && fuse-- == 0) {
            throw new Killed();
        }
    }

    /** Dies before or after a note, as the fuse says. */
    private final class KillingJournal implements KeyJournal {
        @Override
        public long highest(HostPair path, Direction direction) {
            return stored.highest(path, direction);
        }

        @Override
        public void use(HostPair path, Direction direction, long generation) {
            point();
            stored.use(path, direction, generation);
            point();
        }

        @Override
        public void close() {}
    }
}
