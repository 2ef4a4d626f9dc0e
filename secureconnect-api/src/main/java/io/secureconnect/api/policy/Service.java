package io.secureconnect.api.policy;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.SecureConnectStyle;
import java.util.OptionalInt;
import org.immutables.value.Value;

/** What a rule is about on the provider's side. Encryption ignores it: a pair is encrypted whole. */
@PublicApi
@Value.Immutable
@SecureConnectStyle
public interface Service {
    static Builder builder() {
        return new Builder();
    }

    /** {@code tcp}, {@code udp}, {@code icmp}, {@code icmpv6}, or a protocol number. */
    String protocol();

    /** First port, 1 to 65535; empty for all. */
    OptionalInt port();

    /** Last port; empty for a single one. */
    OptionalInt toPort();

    /** Builds a {@link Service}. */
    final class Builder extends ImmutableService.Builder {
        Builder() {}
    }
}
