package io.secureconnect.api;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.immutables.value.Value;

/** How a host stands: every path, as kernel and policy see it now. */
@PublicApi
@Value.Immutable
@SecureConnectStyle
public interface HostStatus {
    static Builder builder() {
        return new Builder();
    }

    String workload();

    /** The version in force; empty before the first apply. */
    OptionalLong policyVersion();

    boolean suspended();

    /** What the backend is. */
    String backend();

    /** Sorted by peer, then path. */
    List<PathStatus> paths();

    /** Objects of other owners that stand in the way. */
    List<String> conflicts();

    /** The kernel's error counters that are not zero, by its own names. */
    Map<String, Long> counters();

    /** Builds a {@link HostStatus}. */
    final class Builder extends ImmutableHostStatus.Builder {
        Builder() {}
    }
}
