package io.secureconnect.api;

import io.secureconnect.api.plan.HostPlan;
import io.secureconnect.api.plan.PlanDiff;
import io.secureconnect.spi.BackendChange;
import java.util.List;
import org.immutables.value.Value;

/** What an {@link SecureConnect#apply} would do; nothing was done. */
@PublicApi
@Value.Immutable
@SecureConnectStyle
public interface ApplyPreview {
    static Builder builder() {
        return new Builder();
    }

    /** What the draft means for this host. */
    HostPlan plan();

    /**
     * This host's associations against those in force: what becomes encrypted, blocked or clear. Before the first apply it
     * begins at version 0 with nothing.
     */
    PlanDiff diff();

    /** What the kernel would be asked to do, in this order. */
    List<BackendChange> changes();

    /** Objects of other owners that would stand in the way. */
    List<String> conflicts();

    /** Builds an {@link ApplyPreview}. */
    final class Builder extends ImmutableApplyPreview.Builder {
        Builder() {}
    }
}
