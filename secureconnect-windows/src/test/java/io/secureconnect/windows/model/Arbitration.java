package io.secureconnect.windows.model;

import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.wfp.Action;
import io.secureconnect.windows.wfp.Filter;
import io.secureconnect.windows.wfp.SubLayer;
import io.secureconnect.windows.wfp.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which filters decide about a packet. Sublayers are asked from the heaviest to the lightest, each answering by its heaviest filter
 * that matches. A block of a filter is hard, a permit soft, unless the filter has {@code CLEAR_ACTION_RIGHT}. A callout's block is
 * soft, whatever the filter has, and any later permit overrides it: the most that Windows' documentation allows.
 */
final class Arbitration {
    /** {@code FWPM_FILTER_FLAG_CLEAR_ACTION_RIGHT}. */
    private static final int CLEAR_ACTION_RIGHT = 0x8;

    private final Map<Long, Conditions> conditions = new HashMap<>();
    private final Map<TransportLayer, List<List<Filter>>> order = new EnumMap<>(TransportLayer.class);
    private ObjectStore ordered = new ObjectStore();
    private boolean orderedRunning;

    /**
     * What a callout says to a filter that asks it.
     *
     * @param permits whether it does
     * @param esp the pair whose SA is to carry the packet
     */
    record Answer(boolean permits, Optional<SaPair> esp) {
        static final Answer BLOCK = new Answer(false, Optional.empty());
        static final Answer PERMIT = new Answer(true, Optional.empty());
    }

    /**
     * What becomes of a packet.
     *
     * @param decided the filter that had the last word; empty if none matched
     * @param esp the pair whose SA carries it
     */
    record Verdict(boolean permits, boolean hard, Optional<Filter> decided, Optional<SaPair> esp) {
        private static final Verdict NOBODY_ASKED = new Verdict(true, false, Optional.empty(), Optional.empty());
    }

    /** @param running whether the filter engine runs; if not, only boot-time filters hold */
    Verdict decide(ObjectStore store, boolean running, PacketFields packet, Function<Filter, Answer> callout) {
        Verdict verdict = Verdict.NOBODY_ASKED;
        for (List<Filter> subLayer : ordered(store, running, packet.layer())) {
            Optional<Filter> first = subLayer.stream()
                    .filter(filter -> conditionsOf(filter, packet.layer()).hold(packet))
                    .findFirst();
            if (first.isPresent() && !verdict.hard) {
                verdict = merged(verdict, vote(first.get(), callout));
            }
        }
        return verdict;
    }

    private static Verdict merged(Verdict before, Verdict vote) {
        Optional<SaPair> esp = before.esp.isPresent() ? before.esp : vote.esp;
        return new Verdict(vote.permits, vote.hard, vote.decided, esp);
    }

    private static Verdict vote(Filter filter, Function<Filter, Answer> callout) {
        boolean rightCleared = (filter.flags() & CLEAR_ACTION_RIGHT) != 0;
        if (filter.action().type() == FilterRules.CALLOUT_TERMINATING) {
            Answer answer = callout.apply(filter);
            return new Verdict(answer.permits, answer.permits && rightCleared, Optional.of(filter), answer.esp);
        }
        boolean permits = filter.action().type() == Action.PERMIT.type();
        return new Verdict(permits, !permits || rightCleared, Optional.of(filter), Optional.empty());
    }

    /** What was committed does not change any more, so its order is found once. */
    private List<List<Filter>> ordered(ObjectStore store, boolean running, TransportLayer layer) {
        if (ordered != store || orderedRunning != running) {
            ordered = store;
            orderedRunning = running;
            order.clear();
        }
        return order.computeIfAbsent(layer, key -> order(store, running, key));
    }

    private static List<List<Filter>> order(ObjectStore store, boolean running, TransportLayer layer) {
        Map<Guid, List<Filter>> bySubLayer = new HashMap<>();
        for (Held<Filter> held : store.filters.all()) {
            Filter filter = held.value();
            boolean boottime = (filter.flags() & Filter.BOOTTIME) != 0;
            if (filter.layerKey().equals(layer.key()) && boottime != running) {
                bySubLayer
                        .computeIfAbsent(filter.subLayerKey(), key -> new ArrayList<>())
                        .add(filter);
            }
        }
        bySubLayer.values().forEach(filters -> filters.sort(HEAVIEST_FIRST));
        return store.subLayers.all().stream()
                .map(Held::value)
                .sorted(Comparator.comparingInt(SubLayer::weight).reversed().thenComparing(SubLayer::subLayerKey))
                .filter(subLayer -> bySubLayer.containsKey(subLayer.subLayerKey()))
                .map(subLayer -> List.copyOf(bySubLayer.getOrDefault(subLayer.subLayerKey(), List.of())))
                .toList();
    }

    private static final Comparator<Filter> HEAVIEST_FIRST = (one, other) -> {
        int byWeight = Long.compareUnsigned(weight(other), weight(one));
        return byWeight != 0 ? byWeight : Long.compare(one.filterId(), other.filterId());
    };

    private static long weight(Filter filter) {
        return ((Value.Number) filter.effectiveWeight()).number();
    }

    private Conditions conditionsOf(Filter filter, TransportLayer layer) {
        return conditions.computeIfAbsent(filter.filterId(), id -> Conditions.of(filter, layer));
    }
}
