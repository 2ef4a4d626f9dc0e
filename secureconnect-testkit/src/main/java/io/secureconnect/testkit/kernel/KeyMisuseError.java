package io.secureconnect.testkit.kernel;

/** The same key came to serve a second SA, or to serve again: a fault that no test may overlook. */
public final class KeyMisuseError extends AssertionError {
    private static final long serialVersionUID = 1L;

    KeyMisuseError(String message) {
        super(message);
    }
}
