package io.secureconnect.core.keying;

import io.secureconnect.api.keying.KeyPhase;
import io.secureconnect.api.keying.SealedInstruction;
import io.secureconnect.api.sa.HostPair;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Instructions that came too early, still sealed, so that no key waits in clear. Of each path and phase only the newest
 * generation waits; when there are too many paths the one that waits longest is dropped, for its distributor sends it again.
 */
final class WaitingInstructions {
    private final int mostPaths;
    private final Map<HostPair, Map<KeyPhase, SealedInstruction>> byPath = new LinkedHashMap<>();

    WaitingInstructions(int mostPaths) {
        this.mostPaths = mostPaths;
    }

    /** Lets {@code sealed} wait; returns whether that is news. */
    boolean add(HostPair path, SealedInstruction sealed) {
        Map<KeyPhase, SealedInstruction> phases = byPath.computeIfAbsent(path, p -> new EnumMap<>(KeyPhase.class));
        Optional<SealedInstruction> known = Optional.ofNullable(phases.get(sealed.phase()));
        if (known.filter(k -> k.generation() > sealed.generation() || k.equals(sealed))
                .isPresent()) {
            return false;
        }
        phases.put(sealed.phase(), sealed);
        dropEldest();
        return true;
    }

    /** Takes out what waits for {@code path}, in the order of the phases. */
    List<SealedInstruction> take(HostPair path) {
        Map<KeyPhase, SealedInstruction> phases = byPath.remove(path);
        return phases == null ? List.of() : new ArrayList<>(phases.values());
    }

    /** The paths for which something waits, in the order in which they began to. */
    List<HostPair> paths() {
        return new ArrayList<>(byPath.keySet());
    }

    private void dropEldest() {
        if (byPath.size() > mostPaths) {
            Iterator<HostPair> eldest = byPath.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
    }
}
