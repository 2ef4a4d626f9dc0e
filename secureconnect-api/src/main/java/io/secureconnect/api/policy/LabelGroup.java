package io.secureconnect.api.policy;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.SecureConnectStyle;
import java.util.Set;
import org.immutables.value.Value;

/** A named set of values of one label key, and of other groups of the same key. */
@PublicApi
@Value.Immutable
@SecureConnectStyle
public interface LabelGroup {
    static Builder builder() {
        return new Builder();
    }

    String name();

    /** The label key that all its values belong to. */
    String key();

    Set<String> labels();

    /** Names of groups whose values count as this one's; never, through however many steps, the group itself. */
    Set<String> groups();

    /** Builds a {@link LabelGroup}. */
    final class Builder extends ImmutableLabelGroup.Builder {
        Builder() {}
    }
}
