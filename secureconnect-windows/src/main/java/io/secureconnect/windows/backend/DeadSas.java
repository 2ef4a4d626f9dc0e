package io.secureconnect.windows.backend;

import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.engine.WfpError;
import io.secureconnect.windows.engine.WfpException;
import io.secureconnect.windows.wfp.Filter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * SAs that carry nothing any more, because the callout filter they were made for is gone or another: somebody removed it, or
 * blocks were made persistent. The keying makes new ones when it misses them.
 */
final class DeadSas {
    private final EngineSession session;
    private final FilterPlan plan;
    private final SaIndex index;

    DeadSas(EngineSession session, FilterPlan plan, SaIndex index) {
        this.session = session;
        this.plan = plan;
        this.index = index;
    }

    /**
     * What a path has.
     *
     * @param sends whether an outbound SA works
     * @param hasDead whether there are SAs that do not
     */
    record Census(boolean sends, boolean hasDead) {}

    Census count(HostPair path, Map<Guid, Filter> there) {
        return count(index.of(path), callouts(path, there));
    }

    static Census count(List<SaPair> pairs, Set<Long> callouts) {
        return new Census(
                pairs.stream().anyMatch(pair -> sends(pair, callouts)),
                pairs.stream().anyMatch(pair -> !works(pair, callouts)));
    }

    /** @param callouts LUIDs of the callout filters that are as wanted */
    static boolean sends(SaPair pair, Set<Long> callouts) {
        return works(pair, callouts) && pair.outbound().isPresent();
    }

    private static boolean works(SaPair pair, Set<Long> callouts) {
        return callouts.containsAll(pair.filters());
    }

    /** LUIDs of the callout filters that are as wanted. */
    Set<Long> callouts(HostPair path, Map<Guid, Filter> there) {
        return Stream.of(Direction.values())
                .map(direction -> plan.callout(path, direction))
                .filter(wanted -> FilterEdits.has(wanted, there))
                .flatMap(wanted -> Optional.ofNullable(there.get(wanted.filterKey())).stream())
                .map(Filter::filterId)
                .collect(Collectors.toSet());
    }

    boolean has(HostPair path) {
        return !index.of(path).isEmpty();
    }

    /** What {@link #cutAll} leaves behind. */
    Guid gate(HostPair path) {
        return plan.gate(path).filterKey();
    }

    /**
     * Deletes what does not work. The gate is closed already.
     *
     * @param there the filters of the path
     */
    void cutDead(HostPair path, Map<Guid, Filter> there) {
        Set<Long> callouts = callouts(path, there);
        index.of(path).stream().filter(pair -> !works(pair, callouts)).forEach(this::cut);
    }

    /** Deletes all, with the gate closed first. */
    void cutAll(HostPair path) {
        new Gate(session, plan).close(path);
        index.of(path).forEach(this::cut);
    }

    private void cut(SaPair pair) {
        index.forget(pair.id());
        try {
            session.engine().deleteSaContext(pair.id());
        } catch (WfpException e) {
            index.note(pair); // or whoever tries again would find nothing to do
            if (!e.is(WfpError.FWP_E_NOT_FOUND) || index.look(pair.id()).isPresent()) {
                throw e;
            }
        }
    }
}
