package io.secureconnect.windows.audit;

/** Hears of audit events. Called on a thread of Windows, one call at a time; should return at once. */
@FunctionalInterface
public interface AuditListener {
    void on(AuditRecord record);

    /** Events may be missing from now on, such as because the log overflowed; read what it holds, if that matters. */
    default void onLoss(String reason) {}
}
