package io.secureconnect.api.sa;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.SecureConnectStyle;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;

/**
 * How long one SA may serve: at a soft limit it is replaced, at a hard limit it ends (RFC 4301 §4.4.2.1).
 *
 * <p>Times count from installation, octets and packets are those the SA has carried. An absent limit is unlimited.
 */
@PublicApi
@Value.Immutable
@SecureConnectStyle
public interface SaLifetime {
    /** Fifty minutes soft, one hour hard, no other limit: the default of a policy. */
    static SaLifetime standard() {
        return builder().soft(Duration.ofMinutes(50)).hard(Duration.ofHours(1)).build();
    }

    static Builder builder() {
        return new Builder();
    }

    Optional<Duration> soft();

    Optional<Duration> hard();

    OptionalLong softBytes();

    OptionalLong hardBytes();

    OptionalLong softPackets();

    OptionalLong hardPackets();

    @Value.Check
    default void check() {
        ordered("time", soft().map(Duration::toSeconds), hard().map(Duration::toSeconds));
        ordered("bytes", boxed(softBytes()), boxed(hardBytes()));
        ordered("packets", boxed(softPackets()), boxed(hardPackets()));
    }

    private static Optional<Long> boxed(OptionalLong value) {
        return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
    }

    private static void ordered(String what, Optional<Long> soft, Optional<Long> hard) {
        if (soft.filter(v -> v <= 0).isPresent() || hard.filter(v -> v <= 0).isPresent()) {
            throw new IllegalArgumentException("a " + what + " limit must be positive (time: at least one second)");
        }
        if (soft.isPresent() && hard.isPresent() && soft.get() >= hard.get()) {
            throw new IllegalArgumentException("the soft " + what + " limit " + soft.get()
                    + " must be below the hard one " + hard.get() + ", or no time is left to replace the SA");
        }
    }

    /** Builds a {@link SaLifetime}. */
    final class Builder extends ImmutableSaLifetime.Builder {
        Builder() {}
    }
}
