package io.secureconnect.spi;

import io.secureconnect.api.PublicApi;
import java.util.Objects;

/**
 * One thing of a host that was looked at.
 *
 * @param check its stable name
 * @param about what exactly: a service, a function, a peer
 * @param text what was found, and the remedy where one is needed
 */
@PublicApi
public record HostFinding(Standing standing, String check, String about, String text) {
    public HostFinding {
        Objects.requireNonNull(standing, "standing");
        Objects.requireNonNull(check, "check");
        Objects.requireNonNull(about, "about");
        Objects.requireNonNull(text, "text");
    }

    /** What a finding means for whoever runs the host. */
    public enum Standing {
        /** As it should be. */
        OK,
        /** Good to know. */
        NOTE,
        /** Works, but somebody should look at it. */
        WARNING,
        /** Does not work. */
        FAILED
    }
}
