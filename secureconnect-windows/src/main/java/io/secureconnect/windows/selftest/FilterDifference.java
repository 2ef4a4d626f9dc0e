package io.secureconnect.windows.selftest;

import io.secureconnect.windows.wfp.Filter;
import io.secureconnect.windows.wfp.FilterCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** In what a filter that was read differs from the one that was added, but for what Windows is to fill in. */
final class FilterDifference {
    private FilterDifference() {}

    static List<String> between(Filter wanted, Filter found) {
        List<String> differences = new ArrayList<>();
        note("flags", wanted.flags(), found.flags(), differences);
        note("display data", wanted.displayData(), found.displayData(), differences);
        note("provider", wanted.providerKey(), found.providerKey(), differences);
        note("provider data", wanted.providerData(), found.providerData(), differences);
        note("layer", wanted.layerKey(), found.layerKey(), differences);
        note("sublayer", wanted.subLayerKey(), found.subLayerKey(), differences);
        note("weight", wanted.weight(), found.weight(), differences);
        note("action", wanted.action(), found.action(), differences);
        note("context", wanted.context(), found.context(), differences);
        if (!Set.copyOf(wanted.filterCondition()).equals(Set.copyOf(found.filterCondition()))) {
            differences.add("conditions " + conditions(wanted) + " as " + conditions(found));
        }
        return differences;
    }

    private static void note(String what, Object wanted, Object found, List<String> differences) {
        if (!wanted.equals(found)) {
            differences.add(what + " " + wanted + " as " + found);
        }
    }

    /** Without the addresses, so that differences of many filters are few. */
    private static List<String> conditions(Filter filter) {
        return filter.filterCondition().stream()
                .map(FilterDifference::condition)
                .sorted()
                .toList();
    }

    private static String condition(FilterCondition condition) {
        return condition.fieldKey() + " match " + condition.matchType() + " type "
                + condition.conditionValue().type();
    }
}
