package io.secureconnect.core.runtime;

import io.secureconnect.api.sa.HostPair;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.ChangeResult;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What failed last on each path, until the same thing succeeds there. */
final class Failures {
    private static final Set<BackendChange.Kind> KEYS =
            EnumSet.of(BackendChange.Kind.INSTALL_SA, BackendChange.Kind.NEGOTIATE);

    private final Map<HostPair, String> ofReconciling = new HashMap<>();
    private final Map<HostPair, String> ofKeying = new HashMap<>();

    /** What a reconciliation led to: it tries everything anew, so what failed in the one before it is over, or fails again. */
    void reconciled(Collection<ChangeResult> results, Set<HostPair> wanted) {
        ofReconciling.clear();
        results.forEach(result -> note(ofReconciling, result));
        ofKeying.keySet().retainAll(wanted);
    }

    /** What came of changes that the keying asked for. */
    void keyed(Collection<ChangeResult> results) {
        for (ChangeResult result : results) {
            if (KEYS.contains(result.change().kind()) && !result.isFailed()) {
                result.change().path().ifPresent(ofKeying::remove);
            }
            note(ofKeying, result);
        }
    }

    /** The keying refused something. */
    void keying(HostPair path, String message) {
        ofKeying.put(path, message);
    }

    /** For people; what keeps a path from being protected comes before what keeps it from having keys. */
    Optional<String> of(HostPair path) {
        return Optional.ofNullable(ofReconciling.get(path)).or(() -> Optional.ofNullable(ofKeying.get(path)));
    }

    private static void note(Map<HostPair, String> failures, ChangeResult result) {
        result.fault()
                .ifPresent(fault -> result.change()
                        .path()
                        .ifPresent(path -> failures.put(path, fault.code() + ": " + fault.message())));
    }
}
