package io.secureconnect.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SaState;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendChange.AddExemption;
import io.secureconnect.spi.BackendChange.Protect;
import io.secureconnect.spi.BackendChange.RemoveExemption;
import io.secureconnect.spi.BackendChange.RemoveSa;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.Exemption;
import io.secureconnect.spi.InstalledSa;
import io.secureconnect.spi.Protection;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/** Whatever is wanted and whatever a crash has left: the way between the two is safe at every step of it. */
@Domain(Situations.class)
class ReconcilerPropertyTest {
    @Property(edgeCases = EdgeCasesMode.NONE)
    void theChangesLeadToExactlyWhatIsWanted(@ForAll WantedState wanted, @ForAll BackendSnapshot installed) {
        KernelModel kernel = new KernelModel(installed);
        Reconciler.changes(wanted, installed).forEach(change -> kernel.apply(change, Instant.EPOCH));

        assertThat(kernel.paths).isEqualTo(wanted.paths());
        assertThat(kernel.incompletePaths).isEmpty();
        assertThat(kernel.exemptions).isEqualTo(Set.copyOf(wanted.exemptions()));
        assertThat(kernel.incompleteExemptions).isEmpty();
        assertThat(kernel.sas.keySet())
                .isEqualTo(installed.sas().stream()
                        .filter(sa -> sa.state() != SaState.LARVAL)
                        .map(InstalledSa::id)
                        .filter(id -> wanted.paths().get(id.path()) == Protection.ENCRYPT)
                        .filter(id -> !wanted.negotiated().contains(id.path()))
                        .collect(Collectors.toSet()));
        Set<HostPair> stillTheirs = new HashSet<>(installed.negotiated().keySet());
        stillTheirs.retainAll(wanted.negotiated());
        assertThat(kernel.negotiated.keySet()).isEqualTo(stillTheirs);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void onceReconciledNoPathHasBothKindsOfKeys(@ForAll WantedState wanted, @ForAll BackendSnapshot installed) {
        KernelModel kernel = new KernelModel(installed);
        Reconciler.changes(wanted, installed).forEach(change -> kernel.apply(change, Instant.EPOCH));

        kernel.sas.keySet().forEach(id -> assertThat(kernel.negotiated).doesNotContainKey(id.path()));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void theDaemonIsStoppedWhileItsPathIsBlocked(@ForAll WantedState wanted, @ForAll BackendSnapshot installed) {
        Set<HostPair> protectedBefore = new HashSet<>(installed.paths().keySet());
        KernelModel kernel = new KernelModel(installed);
        for (BackendChange change : Reconciler.changes(wanted, installed)) {
            if (change.kind() == BackendChange.Kind.STOP_NEGOTIATING) {
                HostPair path = change.path().orElseThrow();
                boolean everProtected =
                        protectedBefore.contains(path) || wanted.paths().containsKey(path);
                assertThat(kernel.paths.containsKey(path)).isEqualTo(everProtected);
            }
            kernel.apply(change, Instant.EPOCH);
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aSecondLookFindsNothingToDo(@ForAll WantedState wanted, @ForAll BackendSnapshot installed) {
        KernelModel kernel = new KernelModel(installed);
        Reconciler.changes(wanted, installed).forEach(change -> kernel.apply(change, Instant.EPOCH));

        assertThat(Reconciler.changes(wanted, kernel.snapshot())).isEmpty();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void everyChangeIsNeeded(@ForAll WantedState wanted, @ForAll BackendSnapshot installed) {
        KernelModel kernel = new KernelModel(installed);
        for (BackendChange change : Reconciler.changes(wanted, installed)) {
            assertThat(kernel.apply(change, Instant.EPOCH).outcome()).isEqualTo(ChangeResult.Outcome.APPLIED);
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void whatIsBlockedBeforeAndAfterIsBlockedAtEveryStep(
            @ForAll WantedState wanted, @ForAll BackendSnapshot installed) {
        Set<HostPair> always = new HashSet<>(installed.paths().keySet());
        always.retainAll(wanted.paths().keySet());
        atEveryStep(
                wanted, installed, kernel -> assertThat(kernel.paths.keySet()).containsAll(always));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void everyBlockIsThereBeforeAnythingIsTakenAway(@ForAll WantedState wanted, @ForAll BackendSnapshot installed) {
        boolean takenAway = false;
        for (BackendChange change : Reconciler.changes(wanted, installed)) {
            boolean adds =
                    change.kind() == BackendChange.Kind.ADD_EXEMPTION || change.kind() == BackendChange.Kind.PROTECT;
            assertThat(adds && takenAway).as("%s after a removal", change).isFalse();
            takenAway |= !adds;
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void noNewBlockCutsWhatIsExempt(@ForAll WantedState wanted, @ForAll BackendSnapshot installed) {
        Set<Exemption> old = installed.exemptions();
        atEveryStep(wanted, installed, kernel -> {
            if (!installed.paths().keySet().containsAll(kernel.paths.keySet())) {
                assertThat(kernel.exemptions).containsAll(wanted.exemptions());
            }
            if (!wanted.paths().keySet().containsAll(kernel.paths.keySet())) {
                assertThat(kernel.exemptions).containsAll(old);
            }
        });
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void noOutboundSaOutlivesTheInboundSasOfItsPath(@ForAll WantedState wanted, @ForAll BackendSnapshot installed) {
        Set<HostPair> inboundGone = new HashSet<>();
        for (BackendChange change : Reconciler.changes(wanted, installed)) {
            if (change.kind() != BackendChange.Kind.REMOVE_SA) {
                continue;
            }
            SaId id = ((RemoveSa) change).id();
            if (id.direction() == Direction.INBOUND) {
                inboundGone.add(id.path());
            } else {
                assertThat(inboundGone).doesNotContain(id.path());
            }
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void onlyOwnedOrWantedObjectsAreNamed(@ForAll WantedState wanted, @ForAll BackendSnapshot installed) {
        Set<HostPair> ownedPaths = new HashSet<>(installed.paths().keySet());
        ownedPaths.addAll(installed.incompletePaths());
        Set<SaId> ownedSas = installed.sas().stream().map(InstalledSa::id).collect(Collectors.toSet());
        Set<Exemption> ownedExemptions = new HashSet<>(installed.exemptions());
        ownedExemptions.addAll(installed.incompleteExemptions());
        for (BackendChange change : Reconciler.changes(wanted, installed)) {
            switch (change.kind()) {
                case PROTECT:
                    assertThat(wanted.paths())
                            .containsEntry(((Protect) change).target(), ((Protect) change).protection());
                    break;
                case UNPROTECT:
                    assertThat(ownedPaths).contains(change.path().orElseThrow());
                    break;
                case REMOVE_SA:
                    assertThat(ownedSas).contains(((RemoveSa) change).id());
                    break;
                case STOP_NEGOTIATING:
                    assertThat(installed.negotiated()).containsKey(change.path().orElseThrow());
                    break;
                case ADD_EXEMPTION:
                    assertThat(wanted.exemptions()).contains(((AddExemption) change).exemption());
                    break;
                case REMOVE_EXEMPTION:
                    assertThat(ownedExemptions).contains(((RemoveExemption) change).exemption());
                    break;
                default:
                    throw new AssertionError("no business of the reconciler: " + change);
            }
        }
    }

    private static void atEveryStep(WantedState wanted, BackendSnapshot installed, Consumer<KernelModel> check) {
        KernelModel kernel = new KernelModel(installed);
        check.accept(kernel);
        for (BackendChange change : Reconciler.changes(wanted, installed)) {
            kernel.apply(change, Instant.EPOCH);
            check.accept(kernel);
        }
    }
}
