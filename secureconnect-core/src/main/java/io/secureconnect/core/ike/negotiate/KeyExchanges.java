package io.secureconnect.core.ike.negotiate;

import io.secureconnect.api.sa.KeyExchangeMethod;
import java.util.Arrays;
import java.util.Optional;

/** Key exchange methods by their number on the wire. */
public final class KeyExchanges {
    private KeyExchanges() {}

    /** The method of a transform id; empty if this build has none. */
    public static Optional<KeyExchangeMethod> of(int transformId) {
        return Arrays.stream(KeyExchangeMethod.values())
                .filter(m -> m.transformId() == transformId)
                .findFirst();
    }
}
