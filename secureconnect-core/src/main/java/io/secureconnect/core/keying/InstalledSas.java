package io.secureconnect.core.keying;

import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SaState;
import io.secureconnect.spi.InstalledSa;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the kernel holds on the paths that policy wants, as far as snapshots, outcomes and events have told. */
final class InstalledSas {
    /** Outbound before inbound: a host must not accept for a shorter time than it sends. */
    private static final Comparator<SaId> REMOVAL_ORDER =
            Comparator.comparing(SaId::direction).reversed().thenComparing(SaId::spi);

    private final Map<HostPair, Map<SaId, SaState>> byPath = new HashMap<>();

    /** Forgets all and takes what a snapshot holds of {@code paths}. */
    void replace(List<InstalledSa> sas, Collection<HostPair> paths) {
        byPath.clear();
        paths.forEach(path -> byPath.put(path, new TreeMap<>()));
        for (InstalledSa sa : sas) {
            Map<SaId, SaState> there = byPath.get(sa.id().path());
            if (there != null) {
                there.put(sa.id(), sa.state());
            }
        }
    }

    void installed(SaId id) {
        byPath.computeIfAbsent(id.path(), p -> new TreeMap<>()).put(id, SaState.MATURE);
    }

    void removed(SaId id) {
        Map<SaId, SaState> there = byPath.get(id.path());
        if (there != null) {
            there.remove(id);
        }
    }

    /** Whether an SA of this name carries packets. */
    boolean carries(SaId id) {
        SaState state = of(id.path()).get(id);
        return state != null && state != SaState.LARVAL;
    }

    /** All SAs of {@code path} but these two, larval ones too, in the order in which they may go. */
    List<SaId> others(HostPair path, SaId inbound, SaId outbound) {
        return of(path).keySet().stream()
                .filter(id -> !id.equals(inbound) && !id.equals(outbound))
                .sorted(REMOVAL_ORDER)
                .collect(Collectors.toUnmodifiableList());
    }

    /** All outbound SAs of the path of {@code outbound} but it, sorted. */
    List<SaId> otherOutbound(SaId outbound) {
        return of(outbound.path()).keySet().stream()
                .filter(id -> id.direction() == Direction.OUTBOUND && !id.equals(outbound))
                .sorted()
                .collect(Collectors.toUnmodifiableList());
    }

    /** All SAs that carry packets, sorted. */
    List<SaId> carrying() {
        return byPath.values().stream()
                .flatMap(sas -> sas.keySet().stream())
                .filter(this::carries)
                .sorted()
                .collect(Collectors.toUnmodifiableList());
    }

    private Map<SaId, SaState> of(HostPair path) {
        return byPath.getOrDefault(path, Map.of());
    }
}
