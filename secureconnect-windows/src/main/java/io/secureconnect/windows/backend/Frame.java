package io.secureconnect.windows.backend;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.wfp.DisplayData;
import io.secureconnect.windows.wfp.Provider;
import io.secureconnect.windows.wfp.SubLayer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What our filters refer to: a provider, and its sublayers. */
final class Frame {
    private static final Bytes PRODUCT = Bytes.wrap("secureconnect/1".getBytes(StandardCharsets.UTF_8));

    private final FilterEngine engine;
    private final Lifetime lifetime;

    Frame(FilterEngine engine, Lifetime lifetime) {
        this.engine = engine;
        this.lifetime = lifetime;
    }

    /** Adds what is missing. */
    void require() {
        if (engine.provider(lifetime.provider()).isEmpty()) {
            engine.add(new Provider(
                    lifetime.provider(),
                    DisplayData.of("SecureConnect", "transport-mode ESP between hosts by policy"),
                    lifetime == Lifetime.PERSISTENT ? Provider.PERSISTENT : 0,
                    PRODUCT,
                    Optional.empty()));
        }
        for (SubLayerRole role : SubLayerRole.values()) {
            if (engine.subLayer(role.key(lifetime)).isEmpty()) {
                engine.add(new SubLayer(
                        role.key(lifetime),
                        DisplayData.of("SecureConnect " + role.word(), role.description()),
                        lifetime == Lifetime.PERSISTENT ? SubLayer.PERSISTENT : 0,
                        Optional.of(lifetime.provider()),
                        Bytes.empty(),
                        role.weight()));
            }
        }
    }

    boolean isThere() {
        return engine.provider(lifetime.provider()).isPresent();
    }

    /** Deletes what is there; the engine refuses while a filter refers to it. */
    void delete() {
        for (SubLayerRole role : SubLayerRole.values()) {
            Guid key = role.key(lifetime);
            if (engine.subLayer(key).isPresent()) {
                engine.deleteSubLayer(key);
            }
        }
        if (isThere()) {
            engine.deleteProvider(lifetime.provider());
        }
    }
}
