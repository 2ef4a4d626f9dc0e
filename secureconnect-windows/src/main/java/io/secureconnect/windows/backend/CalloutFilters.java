package io.secureconnect.windows.backend;

import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.engine.WfpError;
import io.secureconnect.windows.engine.WfpException;
import io.secureconnect.windows.wfp.Filter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The two filters of a path that hand packets to the IPsec of Windows. SA contexts refer to their LUIDs, so they are there from
 * the first SPI of a path to its last SA. On a path that nobody protects they block what has no SA.
 */
final class CalloutFilters {
    private final EngineSession session;
    private final FilterPlan plan;

    CalloutFilters(EngineSession session, FilterPlan plan) {
        this.session = session;
        this.plan = plan;
    }

    /** LUIDs. */
    record Ids(long inbound, long outbound) {}

    /**
     * Adds what is missing, unless an IPsec filter of others has the path. One that is there and not as wanted is replaced: whatever referred to it is dead already.
     */
    Ids require(HostPair path) {
        List<FilterEdit> edits = new ArrayList<>();
        for (Direction direction : Direction.values()) {
            Filter wanted = plan.callout(path, direction);
            Filter found = engine().filter(wanted.filterKey()).orElse(null);
            if (found == null) {
                edits.add(FilterEdit.add(wanted));
            } else if (!FilterContent.isAsWanted(wanted, found)) {
                edits.add(new FilterEdit(List.of(wanted.filterKey()), List.of(wanted)));
            }
        }
        if (!edits.isEmpty()) {
            new ForeignFilters(engine()).requireNone(path);
            session.write(edits);
        }
        return new Ids(id(path, Direction.INBOUND), id(path, Direction.OUTBOUND));
    }

    private long id(HostPair path, Direction direction) {
        return engine().filter(plan.callout(path, direction).filterKey())
                .orElseThrow(
                        () -> // somebody has deleted it since
                        new WfpException("FwpmFilterGetByKey0", WfpError.FWP_E_FILTER_NOT_FOUND.code()))
                .filterId();
    }

    /** LUIDs of those that are there and as wanted; SAs that were made for others carry nothing. */
    Set<Long> working(HostPair path) {
        Set<Long> ids = new HashSet<>();
        for (Direction direction : Direction.values()) {
            Filter wanted = plan.callout(path, direction);
            engine().filter(wanted.filterKey())
                    .filter(found -> FilterContent.isAsWanted(wanted, found))
                    .ifPresent(found -> ids.add(found.filterId()));
        }
        return ids;
    }

    /** Deletes them, when no SA context of the path is left. */
    void remove(HostPair path) {
        List<FilterEdit> edits = new ArrayList<>();
        for (Direction direction : Direction.values()) {
            Filter callout = plan.callout(path, direction);
            if (engine().filter(callout.filterKey()).isPresent()) {
                edits.add(FilterEdit.delete(List.of(callout.filterKey())));
            }
        }
        if (!edits.isEmpty()) {
            session.write(edits);
        }
    }

    private FilterEngine engine() {
        return session.engine();
    }
}
