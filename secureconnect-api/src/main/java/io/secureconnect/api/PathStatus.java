package io.secureconnect.api;

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

    /** Its SAs, sorted by direction, then installation. */
    List<InstalledSa> sas();

    /** What packets of the path meet. */
    enum State {
        /** Blocked by verdict. */
        BLOCKED,
        /** Blocked until keys are there in both directions. */
        WAITING_FOR_KEYS,
        ENCRYPTED,
        /** The kernel could not be brought to protect it; see {@link PathStatus#lastFailure()}. */
        UNPROTECTED
    }

    /** Builds a {@link PathStatus}. */
    final class Builder extends ImmutablePathStatus.Builder {
        Builder() {}
    }
}
