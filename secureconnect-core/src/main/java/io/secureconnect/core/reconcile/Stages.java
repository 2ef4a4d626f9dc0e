package io.secureconnect.core.reconcile;

import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendChange.RemoveSa;
import io.secureconnect.spi.ChangeResult;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Carries the {@link Reconciler}'s changes out in stages of one kind, so that what fails early keeps what comes later from
 * weakening it: after a failure nothing more is changed on that path, and exemptions stay as long as a path stays that was to
 * go. What is dropped comes again with the next reconciliation.
 */
public final class Stages {
    private final Deque<BackendChange> waiting;
    private final Set<HostPair> failed = new HashSet<>();
    private final List<BackendChange> dropped = new ArrayList<>();
    private boolean stalePathStays;

    public Stages(Collection<BackendChange> changes) {
        waiting = new ArrayDeque<>(changes);
    }

    /** The changes to ask for next, whose outcome {@link #done} must hear; empty if none is left. */
    public List<BackendChange> next() {
        List<BackendChange> stage = new ArrayList<>();
        while (stage.isEmpty() && !waiting.isEmpty()) {
            BackendChange first = waiting.getFirst();
            while (!waiting.isEmpty() && sameStage(first, waiting.getFirst())) {
                BackendChange change = waiting.removeFirst();
                if (isSafe(change)) {
                    stage.add(change);
                } else {
                    dropped.add(change);
                    noteIfPathStays(change);
                }
            }
        }
        return stage;
    }

    /** What became of the stage handed out last. */
    public void done(Collection<ChangeResult> results) {
        results.stream()
                .filter(ChangeResult::isFailed)
                .map(ChangeResult::change)
                .forEach(change -> {
                    change.path().ifPresent(failed::add);
                    noteIfPathStays(change);
                });
    }

    /** Changes that were not asked for, because one before them failed. */
    public List<BackendChange> dropped() {
        return List.copyOf(dropped);
    }

    private boolean isSafe(BackendChange change) {
        return change.kind() == BackendChange.Kind.REMOVE_EXEMPTION
                ? !stalePathStays
                : change.path().map(path -> !failed.contains(path)).orElse(true);
    }

    private void noteIfPathStays(BackendChange change) {
        stalePathStays |= change.kind() == BackendChange.Kind.UNPROTECT;
    }

    private static boolean sameStage(BackendChange one, BackendChange other) {
        return one.kind() == other.kind()
                && (one.kind() != BackendChange.Kind.REMOVE_SA || direction(one) == direction(other));
    }

    private static Direction direction(BackendChange change) {
        return ((RemoveSa) change).id().direction();
    }
}
