package io.secureconnect.api.policy;

import io.secureconnect.api.PublicApi;
import java.util.Locale;

/** Whether ESP travels inside UDP (RFC 3948). */
@PublicApi
public enum UdpEncapsulation {
    /** Only where a NAT was detected; with controller keying, which detects none, never. */
    AUTO,
    FORCE,
    NEVER;

    /** The name in policy documents. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
