package io.secureconnect.api.policy;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.SecureConnectStyle;
import java.util.Map;
import org.immutables.value.Value;

/** The part of the fleet a rule set is about: one label or group for each key, all of which must hold. */
@PublicApi
@Value.Immutable
@SecureConnectStyle
public interface Scope {
    static Builder builder() {
        return new Builder();
    }

    /** What is demanded, by label key; empty means everywhere. */
    Map<String, ScopeMember> members();

    /** Builds a {@link Scope}. */
    final class Builder extends ImmutableScope.Builder {
        Builder() {}
    }
}
