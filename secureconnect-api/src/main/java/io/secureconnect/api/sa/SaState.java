package io.secureconnect.api.sa;

import io.secureconnect.api.PublicApi;

/** The life of an SA in a kernel. */
@PublicApi
public enum SaState {
    /** Holds an SPI, has no key yet. */
    LARVAL,
    /** Carries packets. */
    MATURE,
    /** Past a soft limit; still carries packets. */
    DYING
}
