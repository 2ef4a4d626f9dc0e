package io.secureconnect.api.policy;

import io.secureconnect.api.PublicApi;
import java.util.Locale;

/** How strictly a workload's policy is enforced. All modes but {@link #IDLE} are encrypted. */
@PublicApi
public enum EnforcementMode {
    /** The agent touches nothing: no association, and a warning where a rule names the workload. */
    IDLE,
    /** Traffic is only watched, yet encrypted where a rule asks; a fault may block it. */
    VISIBILITY_ONLY,
    SELECTIVE,
    FULL;

    /** The name in policy documents. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
