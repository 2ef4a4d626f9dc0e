package io.secureconnect.api.policy;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.SecureConnectStyle;
import io.secureconnect.api.sa.IpAddress;
import java.util.OptionalInt;
import org.immutables.value.Value;

/** One address of a workload; an interface with several addresses appears once for each. */
@PublicApi
@Value.Immutable
@SecureConnectStyle
public interface NetworkInterface {
    static Builder builder() {
        return new Builder();
    }

    String name();

    IpAddress address();

    default LinkState state() {
        return LinkState.UP;
    }

    default boolean loopback() {
        return false;
    }

    /** Octets of the largest IP packet; empty if unknown. */
    OptionalInt mtu();

    /** Builds a {@link NetworkInterface}. */
    final class Builder extends ImmutableNetworkInterface.Builder {
        Builder() {}
    }
}
