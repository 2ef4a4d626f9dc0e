package io.secureconnect.api.policy;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.SecureConnectStyle;
import io.secureconnect.api.sa.IpAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/** A host of the fleet. */
@PublicApi
@Value.Immutable
@SecureConnectStyle
public interface Workload {
    static Builder builder() {
        return new Builder();
    }

    /** Unique in its document. */
    String id();

    Optional<String> hostname();

    OperatingSystem os();

    Optional<AgentVersion> agentVersion();

    /** Whether an agent runs there; an unmanaged end cannot be encrypted to. */
    default boolean managed() {
        return true;
    }

    EnforcementMode enforcementMode();

    /** One value for each label key, such as {@code role}, {@code app}, {@code env}, {@code loc}. */
    Map<String, String> labels();

    List<NetworkInterface> interfaces();

    /** Names of interfaces whose addresses are left alone. */
    Set<String> ignoredInterfaces();

    /** The address by which hosts beyond a NAT know it. */
    Optional<IpAddress> publicAddress();

    /** The issuer DN of its certificate. */
    Optional<String> certificateIssuer();

    /** Builds a {@link Workload}. */
    final class Builder extends ImmutableWorkload.Builder {
        Builder() {}
    }
}
