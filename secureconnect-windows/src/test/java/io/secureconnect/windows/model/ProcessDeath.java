package io.secureconnect.windows.model;

/** The process that spoke with the filter engine is dead, as a test asked. An error, so that nothing mistakes it for a refusal. */
public final class ProcessDeath extends Error {
    private static final long serialVersionUID = 1;

    ProcessDeath(String where) {
        super(where);
    }
}
