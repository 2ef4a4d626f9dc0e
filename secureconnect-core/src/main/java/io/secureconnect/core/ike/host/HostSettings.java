package io.secureconnect.core.ike.host;

import io.secureconnect.api.IkeOptions;
import java.time.Duration;
import java.util.Objects;

/**
 * What bounds the negotiations of a host.
 *
 * @param outstanding how many negotiations this host begins at one time
 * @param halfOpenBeforeCookies how many negotiations of strangers are kept before each has to return a cookie
 * @param halfOpenLimit how many are kept at all
 * @param startSpread over how long a time the first negotiations are spread
 * @param patience how long the end that need not begin waits before it does; up to half as long again, at random
 */
public record HostSettings(
        int outstanding, int halfOpenBeforeCookies, int halfOpenLimit, Duration startSpread, Duration patience) {
    public HostSettings {
        Objects.requireNonNull(startSpread, "startSpread");
        Objects.requireNonNull(patience, "patience");
    }

    public static HostSettings of(IkeOptions options) {
        return new HostSettings(
                options.outstandingNegotiations(),
                options.halfOpenBeforeCookies(),
                options.halfOpenLimit(),
                options.startSpread(),
                options.patience());
    }
}
