package io.secureconnect.api.policy;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.SecureConnectStyle;
import org.immutables.value.Value;

/** Whose fleet this is; keys and labels never cross organizations. */
@PublicApi
@Value.Immutable
@SecureConnectStyle
public interface Organization {
    static Builder builder() {
        return new Builder();
    }

    String id();

    default Authentication authentication() {
        return new Authentication.PreSharedKey();
    }

    /** Builds an {@link Organization}. */
    final class Builder extends ImmutableOrganization.Builder {
        Builder() {}
    }
}
