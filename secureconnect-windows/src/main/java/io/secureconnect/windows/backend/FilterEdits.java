package io.secureconnect.windows.backend;

import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.TrafficSelector;
import io.secureconnect.spi.Protection;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.wfp.Filter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** From the filters that are there to those that shall be. Values only. */
final class FilterEdits {
    private final FilterPlan plan;

    FilterEdits(FilterPlan plan) {
        this.plan = plan;
    }

    /**
     * What a protected path lacks, and what it has too much. Callout filters stay as they are if they are as wanted; whoever
     * installs an SA adds them.
     *
     * @param sends whether it has an outbound SA that works
     */
    FilterEdit protect(HostPair path, Protection protection, Map<Guid, Filter> there, boolean sends) {
        List<Filter> wanted = new ArrayList<>(plan.path(path, protection));
        if (!sends) {
            wanted.add(plan.gate(path));
        }
        for (Direction direction : Direction.values()) {
            Filter callout = plan.callout(path, direction);
            if (has(callout, there)) {
                wanted.add(callout);
            }
        }
        return edit(wanted, there);
    }

    FilterEdit exempt(TrafficSelector selector, Map<Guid, Filter> there) {
        return edit(plan.exemption(selector), there);
    }

    private static FilterEdit edit(List<Filter> wanted, Map<Guid, Filter> there) {
        List<Filter> added =
                wanted.stream().filter(filter -> !has(filter, there)).toList();
        Set<Guid> kept = new HashSet<>();
        wanted.stream().filter(filter -> has(filter, there)).forEach(filter -> kept.add(filter.filterKey()));
        return new FilterEdit(
                there.keySet().stream().filter(key -> !kept.contains(key)).toList(), added);
    }

    static boolean has(Filter wanted, Map<Guid, Filter> there) {
        Filter found = there.get(wanted.filterKey());
        return found != null && FilterContent.isAsWanted(wanted, found);
    }
}
