package io.secureconnect.core.ike.host;

import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.core.ike.session.IkeEffect;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * SAs of one path whose IKE SA is gone, of an earlier run or of a peer that has forgotten it. They stay until the path has new
 * ones; then the outbound ones go at once, the inbound ones a little later, for packets that are on their way.
 */
final class Superseded {
    private static final Duration LINGER = Duration.ofSeconds(5);

    private final Consumer<IkeEffect> out;
    private final Set<SaId> waiting = new TreeSet<>();
    private final Map<SaId, Instant> lingering = new TreeMap<>();

    Superseded(Consumer<IkeEffect> out) {
        this.out = out;
    }

    /** It goes when there are new keys. */
    void untilKeyed(SaId id) {
        if (!lingering.containsKey(id)) {
            waiting.add(id);
        }
    }

    /** What a dump has shown: {@code strangers} are the SAs that belong to no session. */
    void seen(Collection<SaId> strangers) {
        waiting.retainAll(strangers);
        lingering.keySet().retainAll(strangers);
        strangers.forEach(this::untilKeyed);
    }

    /** There are new keys. */
    void keyed(Instant now) {
        waiting.forEach(id -> retire(id, now));
        waiting.clear();
    }

    /** It goes, for another one has its work. */
    void retire(SaId id, Instant now) {
        if (id.direction() == Direction.OUTBOUND) {
            out.accept(new IkeEffect.Remove(id));
        } else {
            lingering.put(id, now.plus(LINGER));
        }
    }

    Optional<Instant> next() {
        return lingering.values().stream().min(Instant::compareTo);
    }

    void due(Instant now) {
        lingering.entrySet().removeIf(entry -> {
            boolean over = !entry.getValue().isAfter(now);
            if (over) {
                out.accept(new IkeEffect.Remove(entry.getKey()));
            }
            return over;
        });
    }
}
