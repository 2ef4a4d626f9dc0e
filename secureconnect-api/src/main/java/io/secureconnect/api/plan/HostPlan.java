package io.secureconnect.api.plan;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.SecureConnectStyle;
import io.secureconnect.api.policy.SaPolicy;
import java.util.List;
import org.immutables.value.Value;

/** What a policy means for one host: all that its agent needs to know. */
@PublicApi
@Value.Immutable
@SecureConnectStyle
public interface HostPlan {
    static Builder builder() {
        return new Builder();
    }

    /** The version of the document it was resolved from. */
    long policyVersion();

    /** The host's id. */
    String workload();

    SaPolicy saPolicy();

    /** Sorted by the peer's id. */
    List<HostAssociation> associations();

    /** Those that concern this host's rules and peers; sorted. */
    List<Diagnostic> diagnostics();

    /** Builds a {@link HostPlan}. */
    final class Builder extends ImmutableHostPlan.Builder {
        Builder() {}
    }
}
