package io.secureconnect.spi;

import io.secureconnect.api.error.ErrorCode;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of one change.
 *
 * @param change the change asked for
 * @param outcome done, nothing to do, or refused
 * @param fault present if and only if it failed
 */
public record ChangeResult(BackendChange change, Outcome outcome, Optional<Fault> fault) {
    public ChangeResult {
        Objects.requireNonNull(change, "change");
        Objects.requireNonNull(outcome, "outcome");
        if (fault.isPresent() != (outcome == Outcome.FAILED)) {
            throw new IllegalArgumentException("a fault belongs to FAILED and to nothing else");
        }
    }

    /** The three ways a change can end. */
    public enum Outcome {
        APPLIED,
        /** It was so already. */
        UNCHANGED,
        /** The kernel is as it was, as far as this change goes. */
        FAILED
    }

    /**
     * Why a change failed.
     *
     * @param code for programs
     * @param message for people: what the kernel said, and the remedy; never a key
     */
    public record Fault(ErrorCode code, String message) {}

    public static ChangeResult applied(BackendChange change) {
        return new ChangeResult(change, Outcome.APPLIED, Optional.empty());
    }

    public static ChangeResult unchanged(BackendChange change) {
        return new ChangeResult(change, Outcome.UNCHANGED, Optional.empty());
    }

    public static ChangeResult failed(BackendChange change, ErrorCode code, String message) {
        return new ChangeResult(change, Outcome.FAILED, Optional.of(new Fault(code, message)));
    }

    public boolean isFailed() {
        return outcome == Outcome.FAILED;
    }
}
