package io.secureconnect.api.plan;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.SecureConnectStyle;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.spi.IkePorts;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.immutables.value.Value;

/**
 * What a policy means for one host: all that its agent needs to know.
 *
 * @param policyVersion the version of the document it was resolved from
 * @param workload the host's id
 * @param saPolicy how SAs are made
 * @param associations sorted by the peer's id
 * @param diagnostics those about this host and about the rules that name it; sorted
 */
@PublicApi
@Value.Builder
@SecureConnectStyle
public record HostPlan(
        long policyVersion,
        String workload,
        SaPolicy saPolicy,
        List<HostAssociation> associations,
        List<Diagnostic> diagnostics) {
    public HostPlan {
        Objects.requireNonNull(workload, "workload");
        Objects.requireNonNull(saPolicy, "saPolicy");
        associations = List.copyOf(associations);
        diagnostics = List.copyOf(diagnostics);
    }

    /** The same with other ports for all pairs that IKE makes keys for. */
    public HostPlan withIkePorts(IkePorts ports) {
        List<HostAssociation> moved = associations.stream()
                .map(association -> association.keying() == KeyingMode.IKE
                        ? new HostAssociation(
                                association.local(),
                                association.remote(),
                                association.terms().withIkePorts(ports),
                                association.paths(),
                                association.rules())
                        : association)
                .collect(Collectors.toUnmodifiableList());
        return new HostPlan(policyVersion, workload, saPolicy, moved, diagnostics);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link HostPlan}. */
    public static final class Builder extends HostPlanBuilder {
        Builder() {}
    }
}
