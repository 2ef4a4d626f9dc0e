package io.secureconnect.core.reconcile;

import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SaState;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendChange.AddExemption;
import io.secureconnect.spi.BackendChange.Protect;
import io.secureconnect.spi.BackendChange.RemoveExemption;
import io.secureconnect.spi.BackendChange.RemoveSa;
import io.secureconnect.spi.BackendChange.StopNegotiating;
import io.secureconnect.spi.BackendChange.Unprotect;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.Exemption;
import io.secureconnect.spi.InstalledSa;
import io.secureconnect.spi.Protection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The changes that lead from what a kernel holds of ours to what policy wants, in the one order that is safe to stop
 * anywhere in. Nothing else in the SDK decides an order between paths.
 *
 * <ol>
 *   <li>exemptions, so that a block never cuts what keeps the host reachable and keyed;
 *   <li>protection of every path that lacks it, or has the other kind, or has only a part;
 *   <li>negotiations of the operating system's own IKE on paths that are no longer its own;
 *   <li>SAs whose path is no longer encrypted, or no longer keyed by the SDK, and larval ones a crash has left: outbound, then
 *       inbound, so that nothing is sent that this host itself no longer opens;
 *   <li>paths that nobody wants any more;
 *   <li>exemptions that nobody wants any more.
 * </ol>
 *
 * <p>SAs of paths that stay encrypted, and what the operating system shall negotiate on paths that stay its own, are left to
 * the keying, which knows generations and terms. So a path never has both: what one has made goes here, while the path is
 * blocked, before the other begins. Only objects of the snapshot's
 * own lists are named: what belongs to others never gets into a change.
 */
public final class Reconciler {
    private static final Comparator<SaId> OUTBOUND_FIRST =
            Comparator.comparing(SaId::direction).reversed().thenComparing(Comparator.naturalOrder());

    private Reconciler() {}

    /** The changes in their order; empty if all is as it should be. */
    public static List<BackendChange> changes(WantedState wanted, BackendSnapshot installed) {
        return changes(wanted, installed, Set.of());
    }

    /** The same, where some larval SAs are no leftovers: a negotiation holds their SPIs. */
    public static List<BackendChange> changes(WantedState wanted, BackendSnapshot installed, Set<SaId> reserved) {
        List<BackendChange> changes = new ArrayList<>();
        addExemptions(wanted, installed).forEach(e -> changes.add(new AddExemption(e)));
        wanted.paths().forEach((path, protection) -> {
            if (!isWhole(path, protection, installed)) {
                changes.add(new Protect(path, protection));
            }
        });
        staleNegotiations(wanted, installed).forEach(path -> changes.add(new StopNegotiating(path)));
        staleSas(wanted, installed, reserved).forEach(id -> changes.add(new RemoveSa(id)));
        stalePaths(wanted, installed).forEach(path -> changes.add(new Unprotect(path)));
        staleExemptions(wanted, installed).forEach(e -> changes.add(new RemoveExemption(e)));
        return List.copyOf(changes);
    }

    private static boolean isWhole(HostPair path, Protection protection, BackendSnapshot installed) {
        return installed.paths().get(path) == protection
                && !installed.incompletePaths().contains(path);
    }

    private static Set<HostPair> staleNegotiations(WantedState wanted, BackendSnapshot installed) {
        Set<HostPair> stale = new TreeSet<>(installed.negotiated().keySet());
        stale.removeIf(wanted::negotiates);
        return stale;
    }

    private static Stream<SaId> staleSas(WantedState wanted, BackendSnapshot installed, Set<SaId> reserved) {
        return installed.sas().stream()
                .filter(sa -> sa.state() == SaState.LARVAL && !reserved.contains(sa.id())
                        || !wanted.takesSas(sa.id().path()))
                .map(InstalledSa::id)
                .sorted(OUTBOUND_FIRST);
    }

    private static Set<HostPair> stalePaths(WantedState wanted, BackendSnapshot installed) {
        Set<HostPair> stale = new TreeSet<>(installed.paths().keySet());
        stale.addAll(installed.incompletePaths());
        stale.removeAll(wanted.paths().keySet());
        return stale;
    }

    private static Stream<Exemption> addExemptions(WantedState wanted, BackendSnapshot installed) {
        return wanted.exemptions().stream()
                .filter(e -> !installed.exemptions().contains(e)
                        || installed.incompleteExemptions().contains(e));
    }

    private static Stream<Exemption> staleExemptions(WantedState wanted, BackendSnapshot installed) {
        return Stream.concat(installed.exemptions().stream(), installed.incompleteExemptions().stream())
                .filter(e -> !wanted.exemptions().contains(e))
                .distinct()
                .sorted(Comparator.comparing(Exemption::name));
    }
}
