package io.secureconnect.windows.selftest;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.wfp.Filter;
import io.secureconnect.windows.wfp.Provider;
import io.secureconnect.windows.wfp.SubLayer;
import java.util.List;

/** What survives a reboot, never committed. */
final class BootTimeFilters implements Check {
    @Override
    public String id() {
        return "windows/boot-time-filters";
    }

    @Override
    public String question() {
        return "Does Windows take persistent filters with boot-time twins in one transaction, and "
                + "delete a boot-time filter by its key while the filter engine runs?";
    }

    @Override
    public Answer ask(Bench bench) {
        bench.begin();
        Guid provider = bench.addProvider(Provider.PERSISTENT);
        Guid guard = bench.addSubLayer(provider, 0xf000, SubLayer.PERSISTENT);
        Guid transport = bench.addSubLayer(provider, 0, SubLayer.PERSISTENT);
        List<Filter> added = SamplePath.persistentPlan(bench, AddressFamily.IPV4, provider, guard, transport);
        added.forEach(filter -> bench.add("a path, flags " + filter.flags(), filter));
        Guid boot = added.stream()
                .filter(filter -> (filter.flags() & Filter.BOOTTIME) != 0)
                .map(Filter::filterKey)
                .findFirst()
                .orElseThrow();
        String deletion = Bench.refusal(() -> bench.deleteFilter(boot))
                .map(refused -> "is refused: " + refused.getMessage())
                .orElse("is taken");
        bench.abort();
        boolean stayed = added.stream()
                        .anyMatch(filter -> bench.filter(filter.filterKey()).isPresent())
                || bench.hasProvider(provider);
        return stayed
                ? Answer.failed("persistent objects of the aborted transaction are there")
                : Answer.settled("all " + added.size() + " were taken, deletion of a boot-time filter by key "
                        + deletion + ", and nothing stayed");
    }
}
