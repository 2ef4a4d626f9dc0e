package io.secureconnect.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.ChangeResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/** Whichever changes fail: no path gets weaker by those that come after. */
@Domain(Situations.class)
class StagesTest {
    @Property(edgeCases = EdgeCasesMode.NONE)
    void noFailureOpensAPathThatIsBlockedBeforeAndAfter(
            @ForAll WantedState wanted, @ForAll BackendSnapshot installed, @ForAll Random random) {
        Set<HostPair> always = new HashSet<>(installed.paths().keySet());
        always.retainAll(wanted.paths().keySet());
        Run run = new Run(wanted, installed, change -> random.nextInt(4) == 0);

        // KernelModel itself refuses to unprotect a path that still has SAs.
        assertThat(run.kernel.paths.keySet()).containsAll(always);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aPathIsLeftAloneAfterItsFirstFailure(
            @ForAll WantedState wanted, @ForAll BackendSnapshot installed, @ForAll Random random) {
        Run run = new Run(wanted, installed, change -> random.nextInt(4) == 0);

        Set<HostPair> failedBefore = new HashSet<>();
        for (List<ChangeResult> stage : run.stages) {
            stage.forEach(result -> result.change()
                    .path()
                    .ifPresent(path -> assertThat(failedBefore).doesNotContain(path)));
            stage.stream()
                    .filter(ChangeResult::isFailed)
                    .forEach(result -> result.change().path().ifPresent(failedBefore::add));
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void exemptionsStayAsLongAsAPathStaysThatWasToGo(
            @ForAll WantedState wanted, @ForAll BackendSnapshot installed, @ForAll Random random) {
        Run run = new Run(wanted, installed, change -> random.nextInt(4) == 0);

        boolean stalePathLeft = !wanted.paths().keySet().containsAll(run.kernel.paths.keySet())
                || !wanted.paths().keySet().containsAll(run.kernel.incompletePaths);
        if (stalePathLeft) {
            assertThat(run.kernel.exemptions).containsAll(installed.exemptions());
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void withoutFailuresEveryChangeIsAskedForInItsOrder(@ForAll WantedState wanted, @ForAll BackendSnapshot installed) {
        Run run = new Run(wanted, installed, change -> false);

        List<BackendChange> asked = new ArrayList<>();
        run.stages.forEach(stage -> stage.forEach(result -> asked.add(result.change())));
        assertThat(asked).isEqualTo(Reconciler.changes(wanted, installed));
        assertThat(run.dropped).isEmpty();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void whatWasDroppedComesAgain(
            @ForAll WantedState wanted, @ForAll BackendSnapshot installed, @ForAll Random random) {
        Run run = new Run(wanted, installed, change -> random.nextInt(4) == 0);

        assertThat(Reconciler.changes(wanted, run.kernel.snapshot())).containsAll(run.dropped);
    }

    @Example
    void ofNothingThereIsNoStage() {
        assertThat(new Stages(List.of()).next()).isEmpty();
    }

    /** Reconciles, with some changes refused, and keeps what was asked for. */
    private static final class Run {
        final KernelModel kernel;
        final List<List<ChangeResult>> stages = new ArrayList<>();
        final List<BackendChange> dropped;

        Run(WantedState wanted, BackendSnapshot installed, Predicate<BackendChange> fails) {
            kernel = new KernelModel(installed);
            Stages plan = new Stages(Reconciler.changes(wanted, installed));
            for (List<BackendChange> next = plan.next(); !next.isEmpty(); next = plan.next()) {
                List<ChangeResult> results = new ArrayList<>();
                for (BackendChange change : next) {
                    results.add(
                            fails.test(change)
                                    ? ChangeResult.failed(change, ErrorCode.KERNEL_REFUSED, "no")
                                    : kernel.apply(change, Instant.EPOCH));
                }
                plan.done(results);
                stages.add(results);
            }
            dropped = plan.dropped();
        }
    }
}
