package io.secureconnect.core.ike.session;

import io.secureconnect.api.sa.HostPair;
import io.secureconnect.core.ike.rules.IkeFault;
import java.util.ArrayList;
import java.util.List;

/** The effects of one call, in their order. */
public final class Outbox {
    private final HostPair path;
    private List<IkeEffect> effects = List.of();

    public Outbox(HostPair path) {
        this.path = path;
    }

    public void add(IkeEffect effect) {
        if (effects.isEmpty()) {
            effects = new ArrayList<>();
        }
        effects.add(effect);
    }

    public void failed(IkeFault fault) {
        add(new IkeEffect.Failed(path, fault));
    }

    public void established(boolean initialContact) {
        add(new IkeEffect.Established(path, initialContact));
    }

    public void ended() {
        add(new IkeEffect.Ended(path));
    }

    /** What has come together; the next call begins anew. */
    public List<IkeEffect> take() {
        List<IkeEffect> taken = effects;
        effects = List.of();
        return taken;
    }
}
