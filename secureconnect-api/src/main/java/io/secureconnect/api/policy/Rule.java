package io.secureconnect.api.policy;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.SecureConnectStyle;
import java.util.List;
import org.immutables.value.Value;

/**
 * Who may speak to whom, and how. Only rules with {@link #secConnect()} make encrypted pairs.
 *
 * <p>Providers are also called destinations, consumers sources.
 */
@PublicApi
@Value.Immutable
@SecureConnectStyle
public interface Rule {
    static Builder builder() {
        return new Builder();
    }

    /** Unique in its rule set. */
    String name();

    default boolean enabled() {
        return true;
    }

    /** Whether every pair of the rule is encrypted; excludes the next two. */
    default boolean secConnect() {
        return false;
    }

    /** Whether ends are authenticated without encryption; excludes the others. */
    default boolean machineAuth() {
        return false;
    }

    /** Whether the firewall keeps no state; excludes the others. */
    default boolean stateless() {
        return false;
    }

    List<Actor> providers();

    List<Actor> consumers();

    List<Service> services();

    /** Whether consumers may stand outside the scope. */
    default boolean unscopedConsumers() {
        return false;
    }

    /** Builds a {@link Rule}. */
    final class Builder extends ImmutableRule.Builder {
        Builder() {}
    }
}
