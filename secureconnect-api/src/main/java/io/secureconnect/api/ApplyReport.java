package io.secureconnect.api;

import io.secureconnect.api.plan.Diagnostic;
import io.secureconnect.spi.ChangeResult;
import java.util.List;
import org.immutables.value.Value;

/** What an {@link SecureConnect#apply} did. */
@PublicApi
@Value.Immutable
@SecureConnectStyle
public interface ApplyReport {
    static Builder builder() {
        return new Builder();
    }

    long policyVersion();

    /** How many changes the kernel needed; 0 if all was as it should be. */
    int written();

    /** Changes that failed; their paths stay as they were or blocked, never clear. */
    List<ChangeResult> failures();

    /** Objects of other owners that stand in the way of our paths, in their own words. */
    List<String> conflicts();

    List<Diagnostic> diagnostics();

    /** Whether everything the policy asks for is in the kernel. */
    default boolean complete() {
        return failures().isEmpty() && conflicts().isEmpty();
    }

    /** Builds an {@link ApplyReport}. */
    final class Builder extends ImmutableApplyReport.Builder {
        Builder() {}
    }
}
