package io.secureconnect.api.policy;

import io.secureconnect.api.PublicApi;
import java.util.Locale;

/** Who makes the keys. */
@PublicApi
public enum KeyingMode {
    /** The two hosts agree on them with IKE. */
    IKE,
    /** The orchestrator makes them and hands them out (RFC 9061, IKE-less). */
    CONTROLLER,
    /** The operating system's own daemon does. */
    NATIVE;

    /** The name in policy documents. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
