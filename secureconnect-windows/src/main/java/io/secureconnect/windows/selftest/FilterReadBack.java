package io.secureconnect.windows.selftest;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.wfp.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** All filters of a path, added, read and deleted. */
final class FilterReadBack implements Check {
    @Override
    public String id() {
        return "windows/filter-read-back";
    }

    @Override
    public String question() {
        return "Does a filter read back as it was added, and what of it does Windows write down " + "otherwise?";
    }

    @Override
    public Answer ask(Bench bench) {
        Guid provider = bench.addProvider(0);
        Guid guard = bench.addSubLayer(provider, 0xf000, 0);
        Guid transport = bench.addSubLayer(provider, 0, 0);
        List<Filter> plan = new ArrayList<>();
        for (AddressFamily family : AddressFamily.values()) {
            plan.addAll(SamplePath.plan(bench, family, provider, guard, transport));
        }
        Set<String> differences = new TreeSet<>();
        for (Filter wanted : plan) {
            long id = bench.add("a path", wanted);
            Optional<Filter> found = bench.filter(wanted.filterKey());
            if (found.isEmpty() || found.orElseThrow().filterId() != id) {
                return Answer.failed("a filter that was added is not found by its key");
            }
            differences.addAll(FilterDifference.between(wanted, found.orElseThrow()));
            bench.deleteFilter(wanted.filterKey());
            if (bench.filter(wanted.filterKey()).isPresent()) {
                return Answer.failed("a filter that was deleted is still there");
            }
        }
        return Answer.settled(
                differences.isEmpty()
                        ? "all " + plan.size() + " filters read back as they were added"
                        : "written down otherwise: " + String.join("; ", differences));
    }
}
