package io.secureconnect.windows.backend;

import io.secureconnect.windows.abi.Guid;
import java.util.Arrays;
import java.util.Optional;

/**
 * How long our objects last. Each has a provider and sublayers of its own, because an object may not refer to one that lasts
 * shorter, and none of these can be changed while something refers to it.
 */
public enum Lifetime {
    /** Until the filter engine stops, which a reboot does. */
    STATIC(
            "4d74279f-20be-4f3b-b4da-2a22e5c3556e",
            "645c0b86-9e71-4112-8fc3-3563d76578fa",
            "08922f1d-0aa0-4da3-afab-1c6ae6f14376"),
    /** Until somebody removes them. */
    PERSISTENT(
            "57240125-e70a-4f0a-8387-07b43f6e667a",
            "e8ed59ee-67fe-497a-ae5c-2cb0da211ec0",
            "ad9adb39-8b42-4d97-85ae-22c6873bed6a");

    private final Guid provider;
    private final Guid guard;
    private final Guid transport;

    Lifetime(String provider, String guard, String transport) {
        this.provider = Guid.parse(provider);
        this.guard = Guid.parse(guard);
        this.transport = Guid.parse(transport);
    }

    /** Whose objects are ours. */
    public Guid provider() {
        return provider;
    }

    /** The sublayer whose blocks hold without the callouts; S0 in the filter plan. */
    public Guid guard() {
        return guard;
    }

    /** The sublayer of callouts and of the blocks under them; S1 in the filter plan. */
    public Guid transport() {
        return transport;
    }

    /** Whose provider this is; empty if it is none of ours. */
    public static Optional<Lifetime> ofProvider(Optional<Guid> provider) {
        return provider.flatMap(key -> Arrays.stream(values())
                .filter(lifetime -> lifetime.provider.equals(key))
                .findFirst());
    }
}
