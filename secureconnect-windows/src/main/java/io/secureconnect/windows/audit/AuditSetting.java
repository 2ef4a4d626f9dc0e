package io.secureconnect.windows.audit;

/**
 * What of a subcategory is noted.
 *
 * @param success events of success
 * @param failure events of failure
 */
public record AuditSetting(boolean success, boolean failure) {
    /** Neither. */
    public boolean isOff() {
        return !success && !failure;
    }
}
