package io.secureconnect.api.policy;

import io.secureconnect.api.PublicApi;

/**
 * What a scope demands of one label key.
 *
 * @param group whether {@code name} is a label group rather than a label value
 * @param name the value, or the group's name
 */
@PublicApi
public record ScopeMember(boolean group, String name) {
    /** Workloads with this value. */
    public static ScopeMember label(String value) {
        return new ScopeMember(false, value);
    }

    /** Workloads with any value of the group. */
    public static ScopeMember group(String name) {
        return new ScopeMember(true, name);
    }
}
