package io.secureconnect.api.policy;

import io.secureconnect.api.PublicApi;
import java.util.Locale;

/** What a workload runs; associations exist only between systems that have a backend. */
@PublicApi
public enum OperatingSystem {
    LINUX(true),
    WINDOWS(true),
    AIX(false),
    SOLARIS(false);

    private final boolean hasBackend;

    OperatingSystem(boolean hasBackend) {
        this.hasBackend = hasBackend;
    }

    /** Whether the SDK can install SAs there. */
    public boolean hasBackend() {
        return hasBackend;
    }

    /** The name in policy documents. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
