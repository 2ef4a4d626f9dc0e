package io.secureconnect.spi;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.SecureConnectStyle;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SaState;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;

/** One of our SAs as the kernel reports it, without its key. */
@PublicApi
@Value.Immutable
@SecureConnectStyle
public interface InstalledSa {
    static Builder builder() {
        return new Builder();
    }

    SaId id();

    SaState state();

    /** Empty for larval SAs, and where the kernel reports a combination the SDK has no name for. */
    Optional<EspProposal> proposal();

    /** When the kernel got it, in its clock, to the second. */
    Optional<Instant> installedAt();

    /** Octets carried; empty if the backend counts none. */
    OptionalLong bytes();

    OptionalLong packets();

    /** The highest sequence number sent, or received. */
    OptionalLong sequence();

    /** Builds an {@link InstalledSa}. */
    final class Builder extends ImmutableInstalledSa.Builder {
        Builder() {}
    }
}
