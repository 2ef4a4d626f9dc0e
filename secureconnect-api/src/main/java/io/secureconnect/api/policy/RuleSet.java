package io.secureconnect.api.policy;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.SecureConnectStyle;
import java.util.List;
import org.immutables.value.Value;

/** Rules that hold in the same scopes, in each of them separately. */
@PublicApi
@Value.Immutable
@SecureConnectStyle
public interface RuleSet {
    static Builder builder() {
        return new Builder();
    }

    /** Unique in its document. */
    String name();

    default boolean enabled() {
        return true;
    }

    /** Empty means everywhere. */
    List<Scope> scopes();

    List<Rule> rules();

    /** Builds a {@link RuleSet}. */
    final class Builder extends ImmutableRuleSet.Builder {
        Builder() {}
    }
}
