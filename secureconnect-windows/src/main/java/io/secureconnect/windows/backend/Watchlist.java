package io.secureconnect.windows.backend;

import io.secureconnect.api.sa.HostPair;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.wfp.Filter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the listeners' threads have to know: which filters and SA contexts are ours, and still meant to be there. Whoever deletes
 * one takes it off the list before; so one that goes and is on the list was deleted by others. Thread-safe.
 */
final class Watchlist {
    private final Map<Guid, Long> filters = new ConcurrentHashMap<>();
    private final Map<Long, FilterLabel> labels = new ConcurrentHashMap<>();
    private final Map<Long, SaPair> contexts = new ConcurrentHashMap<>();

    void note(Filter filter, long filterId) {
        FilterLabel.read(filter.providerData())
                .filter(FilterLabel::outlivesTheProcess)
                .ifPresent(label -> {
                    filters.put(filter.filterKey(), filterId);
                    labels.put(filterId, label);
                });
    }

    /** Takes a filter off; running the answer puts it back. */
    Runnable forget(Guid key) {
        Long id = filters.remove(key);
        FilterLabel label = id == null ? null : labels.remove(id);
        if (id == null || label == null) {
            return () -> {};
        }
        return () -> {
            filters.put(key, id);
            labels.put(id, label);
        };
    }

    /** Takes off a filter that is gone; empty if it was not on the list. */
    Optional<FilterLabel> lost(long filterId) {
        return Optional.ofNullable(labels.remove(filterId));
    }

    /** The path of which a filter keeps outbound packets without an SA back. */
    Optional<HostPair> holdingBack(long filterId) {
        return Optional.ofNullable(labels.get(filterId))
                .filter(label -> label.role() == FilterRole.GATE_OUTBOUND
                        || label.role() == FilterRole.CALLOUT_OUTBOUND
                        || label.role() == FilterRole.BLOCK_OUTBOUND)
                .flatMap(FilterLabel::path);
    }

    void note(SaPair pair) {
        contexts.put(pair.id(), pair);
    }

    /** Takes an SA context off; empty if it was not on the list. */
    Optional<SaPair> forgetContext(long id) {
        return Optional.ofNullable(contexts.remove(id));
    }
}
