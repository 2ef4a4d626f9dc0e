package io.secureconnect.api.policy;

import io.secureconnect.api.PublicApi;
import java.util.Locale;

/** The state of a network interface; only {@link #UP} makes its address usable. */
@PublicApi
public enum LinkState {
    UP,
    DOWN,
    UNKNOWN;

    /** The name in policy documents. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
