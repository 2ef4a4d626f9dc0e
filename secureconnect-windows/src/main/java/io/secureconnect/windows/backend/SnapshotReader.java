package io.secureconnect.windows.backend;

import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SaState;
import io.secureconnect.api.sa.TrafficSelector;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.Exemption;
import io.secureconnect.spi.InstalledSa;
import io.secureconnect.spi.Protection;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.wfp.Filter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes a snapshot of our filters and SA contexts. */
final class SnapshotReader {
    private final FilterEdits edits;
    private final DeadSas dead;
    private final OwnFilters filters;
    private final Map<HostPair, List<SaPair>> pairs = new HashMap<>();
    private final BackendSnapshot.Builder snapshot = BackendSnapshot.builder();

    SnapshotReader(FilterPlan plan, DeadSas dead, OwnFilters filters, List<SaPair> sas) {
        this.edits = new FilterEdits(plan);
        this.dead = dead;
        this.filters = filters;
        sas.forEach(pair -> pairs.merge(pair.path(), List.of(pair), SnapshotReader::join));
    }

    private static List<SaPair> join(List<SaPair> some, List<SaPair> more) {
        return Stream.of(some, more).flatMap(List::stream).toList();
    }

    BackendSnapshot.Builder read() {
        filters.paths().forEach(this::path);
        filters.exemptions().forEach(this::exemption);
        pairs.values()
                .forEach(some -> some.forEach(pair -> {
                    pair.inbound().ifPresent(half -> sa(pair.inboundId().orElseThrow(), half));
                    pair.outbound().ifPresent(half -> sa(pair.outboundId().orElseThrow(), half));
                }));
        return snapshot;
    }

    private void path(HostPair path) {
        Map<Guid, Filter> there = filters.of(path);
        List<SaPair> own = pairs.getOrDefault(path, List.of());
        DeadSas.Census census = DeadSas.count(own, dead.callouts(path, there));
        Protection protection = protection(there);
        if (!census.hasDead()
                && edits.protect(path, protection, there, census.sends()).isEmpty()) {
            snapshot.putPaths(path, protection);
        } else {
            snapshot.addIncompletePaths(path);
        }
    }

    private static Protection protection(Map<Guid, Filter> there) {
        boolean discards = there.values().stream()
                .flatMap(filter -> FilterLabel.read(filter.providerData()).stream())
                .anyMatch(label ->
                        label.role() == FilterRole.DISCARD_INBOUND || label.role() == FilterRole.DISCARD_OUTBOUND);
        return discards ? Protection.DISCARD : Protection.ENCRYPT;
    }

    private void exemption(TrafficSelector selector) {
        Exemption exemption = new Exemption("exemption of " + selector, selector);
        if (edits.exempt(selector, filters.of(selector)).isEmpty()) {
            snapshot.addExemptions(exemption);
        } else {
            snapshot.addIncompleteExemptions(exemption);
        }
    }

    private void sa(SaId id, SaPair.Half half) {
        boolean larval = id.direction() == Direction.INBOUND && !half.keyed();
        snapshot.addSas(InstalledSa.builder()
                .id(id)
                .state(larval ? SaState.LARVAL : SaState.MATURE)
                .proposal(larval ? Optional.empty() : half.proposal())
                .build());
    }
}
