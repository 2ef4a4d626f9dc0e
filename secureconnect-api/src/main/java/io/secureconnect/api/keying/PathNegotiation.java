package io.secureconnect.api.keying;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.sa.HostPair;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How the two ends of a path stand to each other in IKE.
 *
 * @param path as this host sees it
 * @param established the IKE SA between the two; empty if there is none
 * @param failure what failed last since an IKE SA was made; empty if nothing did
 */
@PublicApi
public record PathNegotiation(HostPair path, Optional<IkeSaStatus> established, Optional<Failure> failure) {
    public PathNegotiation {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(established, "established");
        Objects.requireNonNull(failure, "failure");
    }

    /**
     * An attempt that came to nothing.
     *
     * @param reason for programs
     * @param detail for people: what was found, which rule it breaks, and the remedy
     * @param at when
     */
    public record Failure(NegotiationFailure reason, String detail, Instant at) {
        public Failure {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(detail, "detail");
            Objects.requireNonNull(at, "at");
        }
    }
}
