package io.secureconnect.spi;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.SecureConnectStyle;
import io.secureconnect.api.sa.HostPair;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.immutables.value.Value;

/** All that a kernel holds of ours at one moment, and the policies of others that may stand in its way. */
@PublicApi
@Value.Immutable
@SecureConnectStyle
public interface BackendSnapshot {
    static Builder builder() {
        return new Builder();
    }

    /** Paths protected whole: both directions, as {@link BackendChange.Protect} makes them. */
    Map<HostPair, Protection> paths();

    /** Paths of which only a part is there, after a crash; to be protected again, or removed. */
    Set<HostPair> incompletePaths();

    /** Exemptions that are there whole. */
    Set<Exemption> exemptions();

    /** Exemptions of which only a part is there; to be added again, or removed. */
    Set<Exemption> incompleteExemptions();

    /** Our SAs in both directions, without keys. */
    List<InstalledSa> sas();

    /**
     * Paths on which the operating system's own IKE is to negotiate, whole or in part, as {@link BackendChange.Negotiate}
     * makes them. Its SAs stand here, and not among {@link #sas()}.
     */
    Map<HostPair, NativeNegotiation> negotiated();

    /** IPsec policies of others. */
    List<ForeignPolicy> foreignPolicies();

    /** Builds a {@link BackendSnapshot}. */
    final class Builder extends ImmutableBackendSnapshot.Builder {
        Builder() {}
    }
}
