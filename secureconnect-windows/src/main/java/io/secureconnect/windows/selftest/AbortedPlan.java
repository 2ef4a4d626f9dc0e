package io.secureconnect.windows.selftest;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.wfp.Filter;
import java.util.ArrayList;
import java.util.List;

/** All filters of a path, added and never committed. */
final class AbortedPlan implements Check {
    @Override
    public String id() {
        return "windows/aborted-transaction";
    }

    @Override
    public String question() {
        return "Does Windows take every filter of a protected path in one transaction, and leave "
                + "nothing of it when that is aborted?";
    }

    @Override
    public Answer ask(Bench bench) {
        bench.begin();
        Guid provider = bench.addProvider(0);
        Guid guard = bench.addSubLayer(provider, 0xf000, 0);
        Guid transport = bench.addSubLayer(provider, 0, 0);
        List<Filter> added = new ArrayList<>();
        for (AddressFamily family : AddressFamily.values()) {
            added.addAll(SamplePath.plan(bench, family, provider, guard, transport));
        }
        added.forEach(filter -> bench.add("a path", filter));
        bench.abort();
        boolean stayed = added.stream()
                        .anyMatch(filter -> bench.filter(filter.filterKey()).isPresent())
                || bench.hasSubLayer(guard)
                || bench.hasSubLayer(transport)
                || bench.hasProvider(provider);
        return stayed
                ? Answer.failed("objects of the aborted transaction are there")
                : Answer.settled("all " + added.size() + " filters were taken, and nothing stayed");
    }
}
