package io.secureconnect.core.keying;

import org.jspecify.annotations.Nullable;

/** An instruction could not be opened, and nothing was done for it. The message never holds a key. */
public final class UnreadableInstructionException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why an instruction is not believed. */
    public enum Reason {
        /** It names another workload. */
        OTHER_HOST,
        /** It is not as the distributor sealed it, or another sealed it, or to another key. */
        NOT_AUTHENTIC,
        /** The distributor sealed it, but it is no instruction this version understands. */
        MALFORMED
    }

    public UnreadableInstructionException(Reason reason, String message) {
        this(reason, message, null);
    }

    public UnreadableInstructionException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
