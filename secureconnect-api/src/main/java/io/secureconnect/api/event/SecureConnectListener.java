package io.secureconnect.api.event;

import io.secureconnect.api.PublicApi;

/** Hears what the engine does. Called on the engine's event loop: return at once. */
@PublicApi
@FunctionalInterface
public interface SecureConnectListener {
    void on(SecureConnectEvent event);
}
