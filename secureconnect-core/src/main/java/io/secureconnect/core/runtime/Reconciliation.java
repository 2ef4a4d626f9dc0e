package io.secureconnect.core.runtime;

import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.core.keying.KeyDemand;
import io.secureconnect.core.reconcile.Conflict;
import io.secureconnect.core.reconcile.Reconciler;
import io.secureconnect.core.reconcile.WantedState;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.Protection;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One pass from what the kernel holds to what policy wants: paths and exemptions first, then keys. */
final class Reconciliation {
    private final Kernel kernel;
    private final KeyingDriver keying;
    private final Bookkeeping books;

    Reconciliation(Kernel kernel, KeyingDriver keying, Bookkeeping books) {
        this.kernel = kernel;
        this.keying = keying;
        this.books = books;
    }

    /**
     * What a pass did.
     *
     * @param reconciled outcomes of what the reconciler asked for
     * @param keyed outcomes of what the keying asked for
     * @param conflicts what stands in the way of wanted paths
     */
    record Pass(List<ChangeResult> reconciled, List<ChangeResult> keyed, List<Conflict> conflicts) {
        int written() {
            return (int) all().filter(result -> result.outcome() == ChangeResult.Outcome.APPLIED)
                    .count();
        }

        List<ChangeResult> failures() {
            return all().filter(ChangeResult::isFailed).collect(Collectors.toUnmodifiableList());
        }

        /** Whether every path is as policy wants it, apart from keys. */
        boolean complete() {
            return reconciled.stream().noneMatch(ChangeResult::isFailed);
        }

        List<String> conflictTexts() {
            return conflicts.stream().map(Conflict::text).collect(Collectors.toUnmodifiableList());
        }

        private Stream<ChangeResult> all() {
            return Stream.concat(reconciled.stream(), keyed.stream());
        }
    }

    /** Puts {@code policy} in the place of {@code installed}; one more look follows if anything had to be changed. */
    Pass run(PolicyInForce policy, BackendSnapshot installed, Instant now) {
        List<BackendChange> changes = Reconciler.changes(policy.wanted(), installed, keying.reserved());
        List<ChangeResult> reconciled = kernel.applyInStages(changes);
        books.reconciled(reconciled, policy.wanted().paths().keySet());

        BackendSnapshot current = changes.isEmpty() ? installed : kernel.snapshot();
        books.seen(current, policy.encrypted(), now);
        List<Conflict> conflicts = Conflict.between(policy.wanted(), current);
        books.conflicts(conflicts);

        List<ChangeResult> keyed = keying.synchronize(readyOnes(policy.demands(), current), current, now);
        return new Pass(reconciled, keyed, conflicts);
    }

    /**
     * Opens what {@code policy} needs to be keyed, before anything is changed for it.
     *
     * @throws SecureConnectException if something cannot be opened
     */
    void prepare(PolicyInForce policy) {
        keying.prepare(policy.demands());
    }

    /** Larval SAs that a negotiation holds. */
    Set<SaId> reserved() {
        return keying.reserved();
    }

    /** Takes away all that is ours. */
    Pass removeAll() {
        List<ChangeResult> results = kernel.applyInStages(Reconciler.changes(WantedState.nothing(), kernel.snapshot()));
        books.reconciled(results, Set.of());
        return new Pass(results, List.of(), List.of());
    }

    /** Keys go only where nothing passes without them, and where nobody else's are. */
    private static Map<KeyingMode, KeyDemand> readyOnes(Map<KeyingMode, KeyDemand> wanted, BackendSnapshot installed) {
        Set<HostPair> withSas =
                installed.sas().stream().map(sa -> sa.id().path()).collect(Collectors.toSet());
        Map<KeyingMode, KeyDemand> ready = new EnumMap<>(KeyingMode.class);
        wanted.forEach((mode, demand) -> ready.put(
                mode,
                demand.where(path -> installed.paths().get(path) == Protection.ENCRYPT
                        && !installed.incompletePaths().contains(path)
                        && !(mode == KeyingMode.NATIVE
                                ? withSas.contains(path)
                                : installed.negotiated().containsKey(path)))));
        return ready;
    }
}
