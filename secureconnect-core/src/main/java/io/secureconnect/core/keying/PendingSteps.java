package io.secureconnect.core.keying;

import io.secureconnect.api.keying.KeyInstruction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.ChangeResult;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Steps whose changes were handed out and whose outcomes are not all there yet; at most one a path. */
final class PendingSteps {
    private final Deque<Expected> expected = new ArrayDeque<>();
    private final Set<HostPair> busy = new HashSet<>();

    /** One change and the step it is part of. */
    private record Expected(BackendChange change, Step step) {}

    /** One step: an instruction and what its changes became. */
    static final class Step {
        private final KeyInstruction instruction;
        private final List<ChangeResult> results = new ArrayList<>();
        private int open;

        private Step(KeyInstruction instruction, int changes) {
            this.instruction = instruction;
            this.open = changes;
        }

        KeyInstruction instruction() {
            return instruction;
        }

        List<ChangeResult> results() {
            return results;
        }
    }

    boolean isBusy(HostPair path) {
        return busy.contains(path);
    }

    void add(KeyInstruction instruction, List<BackendChange> changes) {
        Step step = new Step(instruction, changes.size());
        changes.forEach(change -> expected.add(new Expected(change, step)));
        busy.add(instruction.path());
    }

    /**
     * Takes the next outcome; returns the step that it ends, if it does.
     *
     * @throws IllegalArgumentException if it is not the outcome that is due
     */
    Optional<Step> take(ChangeResult result) {
        Expected next = expected.poll();
        if (next == null || !next.change().equals(result.change())) {
            throw new IllegalArgumentException(
                    "the outcome of " + result.change().kind() + " came, that of "
                            + (next == null ? "nothing" : next.change().kind())
                            + " is due; outcomes come in the order of changes");
        }
        Step step = next.step();
        step.results.add(result);
        step.open--;
        if (step.open > 0) {
            return Optional.empty();
        }
        busy.remove(step.instruction.path());
        return Optional.of(step);
    }
}
