package io.secureconnect.core.ike.session;

import io.secureconnect.api.sa.HostPair;
import io.secureconnect.core.ike.rules.IkeFault;
import java.util.ArrayList;
import java.util.List;

/** The effects of one call, in their order. */
final class Outbox {
    private final HostPair path;
    private List<IkeEffect> effects = List.of();

    Outbox(HostPair path) {
        this.path = path;
    }

    void add(IkeEffect effect) {
        if (effects.isEmpty()) {
            effects = new ArrayList<>();
        }
        effects.add(effect);
    }

    void failed(IkeFault fault) {
        add(new IkeEffect.Failed(path, fault));
    }

    void established(boolean initialContact) {
        add(new IkeEffect.Established(path, initialContact));
    }

    void ended() {
        add(new IkeEffect.Ended(path));
    }

    /** What has come together; the next call begins anew. */
    List<IkeEffect> take() {
        List<IkeEffect> taken = effects;
        effects = List.of();
        return taken;
    }
}
