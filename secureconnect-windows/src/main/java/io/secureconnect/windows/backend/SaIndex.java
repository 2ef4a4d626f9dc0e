package io.secureconnect.windows.backend;

import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.wfp.SaContext;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Our SA contexts. What it remembers is read from the filter engine, once in whole, then one by one: an enumeration for every
 * change would take a large fleet quadratic time.
 */
final class SaIndex {
    private final FilterEngine engine;
    private final Watchlist watchlist;
    private final Map<Long, SaPair> pairs = new LinkedHashMap<>();
    private final Map<SaId, Long> ids = new HashMap<>();
    private boolean isRead;

    SaIndex(FilterEngine engine, Watchlist watchlist) {
        this.engine = engine;
        this.watchlist = watchlist;
    }

    /** Looks at all SA contexts of the host. */
    List<SaPair> read() {
        Set<Long> gone = new HashSet<>(pairs.keySet());
        for (SaContext context : engine.saContexts()) {
            if (isOurs(context)) {
                SaPair.of(context).ifPresent(this::note);
                gone.remove(context.saContextId());
            }
        }
        gone.forEach(this::forget);
        isRead = true;
        return List.copyOf(pairs.values());
    }

    private void require() {
        if (!isRead) {
            read();
        }
    }

    /** Ours refer to a filter with our provider; those we made are known also after somebody took that filter away. */
    private boolean isOurs(SaContext context) {
        return pairs.containsKey(context.saContextId())
                || Stream.of(context.inboundSa(), context.outboundSa())
                        .flatMap(Optional::stream)
                        .flatMap(details ->
                                details
                                        .transportFilter()
                                        .or(() ->
                                                engine.filter(details.traffic().ipsecFilterId()))
                                        .stream())
                        .anyMatch(OwnFilters::isOurs);
    }

    /** Never off the watchlist meanwhile, or a deletion by others would pass unseen. */
    void note(SaPair pair) {
        drop(pair.id());
        pairs.put(pair.id(), pair);
        pair.inboundId().ifPresent(id -> ids.put(id, pair.id()));
        pair.outboundId().ifPresent(id -> ids.put(id, pair.id()));
        watchlist.note(pair);
    }

    void forget(long id) {
        drop(id);
        watchlist.forgetContext(id);
    }

    private void drop(long id) {
        SaPair pair = pairs.remove(id);
        if (pair != null) {
            pair.inboundId().ifPresent(ids::remove);
            pair.outboundId().ifPresent(ids::remove);
        }
    }

    /** The context with an SA, as it is now. */
    Optional<SaPair> find(SaId id) {
        require();
        return Optional.ofNullable(ids.get(id))
                .flatMap(this::look)
                .filter(pair -> (id.direction() == Direction.INBOUND ? pair.inboundId() : pair.outboundId())
                        .filter(id::equals)
                        .isPresent());
    }

    /** The contexts of a path, as they are now. */
    List<SaPair> of(HostPair path) {
        require();
        return pairs.values().stream().filter(pair -> pair.path().equals(path)).map(SaPair::id).toList().stream()
                .flatMap(id -> look(id).stream())
                .toList();
    }

    /** Whoever of ours has an SPI at the address where it is looked up. */
    Optional<SaPair> holder(SaId id) {
        require();
        return pairs.values().stream()
                .filter(pair -> Stream.of(pair.inboundId(), pair.outboundId())
                        .flatMap(Optional::stream)
                        .anyMatch(other -> other.spi().equals(id.spi())
                                && other.path()
                                        .destination(other.direction())
                                        .equals(id.path().destination(id.direction()))))
                .findFirst();
    }

    /** One context as it is now. */
    Optional<SaPair> look(long id) {
        Optional<SaPair> pair = engine.saContext(id).flatMap(SaPair::of);
        pair.ifPresentOrElse(this::note, () -> forget(id));
        return pair;
    }
}
