package io.secureconnect.windows.selftest;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.engine.WfpException;
import io.secureconnect.windows.wfp.Callouts;
import io.secureconnect.windows.wfp.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Raw context 2 on the outbound callout filter. */
final class SuppressedNegotiation implements Check {
    @Override
    public String id() {
        return "windows/raw-context";
    }

    @Override
    public String question() {
        return "Does Windows take raw context 2 (suppress negotiation) on an outbound IPsec callout "
                + "filter, and tell it?";
    }

    @Override
    public Answer ask(Bench bench) {
        Guid provider = bench.addProvider(0);
        Guid subLayer = bench.addSubLayer(provider, 0, 0);
        List<String> told = new ArrayList<>();
        for (AddressFamily family : AddressFamily.values()) {
            Filter callout = SamplePath.plan(bench, family, provider, subLayer, subLayer).stream()
                    .filter(filter -> filter.action().calloutKey().equals(Callouts.outboundTransport(family)))
                    .findFirst()
                    .orElseThrow();
            Optional<WfpException> refused = Bench.refusal(() -> bench.add("callout-outbound " + family, callout));
            told.add(family + ": "
                    + refused.map(WfpException::getMessage)
                            .orElseGet(() -> "taken, and told as "
                                    + bench.filter(callout.filterKey())
                                            .map(filter -> Long.toString(
                                                    filter.context().rawContext()))
                                            .orElse("nothing")));
        }
        return Answer.settled(String.join("; ", told));
    }
}
