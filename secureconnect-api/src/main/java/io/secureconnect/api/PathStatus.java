package io.secureconnect.api;

import io.secureconnect.api.keying.IkeSaStatus;
import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.plan.BlockReason;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.spi.InstalledSa;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** How one path stands. */
@PublicApi
@Value.Immutable
@SecureConnectStyle
public interface PathStatus {
    static Builder builder() {
        return new Builder();
    }

    /** The peer's workload id. */
    String peer();

    HostPair path();

    State state();

    /** Why policy blocks it; only with {@link State#BLOCKED}. */
    Optional<BlockReason> reason();

    /** The last thing that failed on it, for people. */
    Optional<String> lastFailure();

    /** Why the two ends could not agree on keys when they tried last; empty once they have. */
    Optional<NegotiationFailure> negotiationFailure();

    /** The IKE SA that makes its keys; empty if there is none. */
    Optional<IkeSaStatus> ike();

    /** Its SAs, sorted by direction, then installation. */
    List<InstalledSa> sas();

    /** What packets of the path meet. */
    enum State {
        /** Blocked by verdict. */
        BLOCKED,
        /** Blocked until keys are there in both directions. */
        WAITING_FOR_KEYS,
        /**
         * Blocked until a packet makes the operating system's own IKE agree on keys; it lets unused ones go by itself. Told as
         * far as the system tells of its SAs.
         */
        ON_DEMAND,
        ENCRYPTED,
        /** The kernel could not be brought to protect it; see {@link PathStatus#lastFailure()}. */
        UNPROTECTED
    }

    /** Builds a {@link PathStatus}. */
    final class Builder extends ImmutablePathStatus.Builder {
        Builder() {}
    }
}
