package io.secureconnect.api.policy;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.SecureConnectStyle;
import java.util.List;
import org.immutables.value.Value;

/**
 * All that is declared about a fleet, at one version.
 *
 * <p>A document is a draft until it is applied. References between its parts are checked when it is read from JSON or
 * resolved, not here.
 */
@PublicApi
@Value.Immutable
@SecureConnectStyle
public interface PolicyDocument {
    /** The name of the JSON format that this is the value of. */
    String FORMAT = "secureconnect.policy/v1";

    static Builder builder() {
        return new Builder();
    }

    /** Grows with every change; an older version than the one in force is refused. */
    long version();

    Organization organization();

    default SaPolicy saPolicy() {
        return SaPolicy.standard();
    }

    List<LabelGroup> labelGroups();

    List<Workload> workloads();

    List<RuleSet> ruleSets();

    /** Builds a {@link PolicyDocument}. */
    final class Builder extends ImmutablePolicyDocument.Builder {
        Builder() {}
    }
}
