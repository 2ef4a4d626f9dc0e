package io.secureconnect.windows.audit;

/** A text that is no event of the Security log. */
public final class UnreadableEventException extends Exception {
    private static final long serialVersionUID = 1;

    UnreadableEventException(String problem) {
        super(problem);
    }

    UnreadableEventException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
