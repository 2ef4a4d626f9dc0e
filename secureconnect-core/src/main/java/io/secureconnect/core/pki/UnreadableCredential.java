package io.secureconnect.core.pki;

/** A file of certificates or keys is not what it should be. The message begins with a verb and shows nothing secret. */
public final class UnreadableCredential extends Exception {
    private static final long serialVersionUID = 1L;

    public UnreadableCredential(String problem) {
        super(problem);
    }

    UnreadableCredential(String problem, Throwable cause) {
        super(problem, cause);
    }
}
