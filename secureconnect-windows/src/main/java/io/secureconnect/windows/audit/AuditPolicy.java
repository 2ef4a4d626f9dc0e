package io.secureconnect.windows.audit;

import java.util.Collection;
import java.util.Map;

/** The audit policy in force, for reading. */
@FunctionalInterface
public interface AuditPolicy {
    /**
     * How these subcategories are set.
     *
     * @throws io.secureconnect.api.error.SecureConnectException with {@code PERMISSION_DENIED} or {@code KERNEL_REFUSED}
     */
    Map<AuditSubcategory, AuditSetting> settings(Collection<AuditSubcategory> subcategories);
}
