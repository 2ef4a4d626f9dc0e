package io.secureconnect.windows.selftest;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.wfp.SaBundle;
import io.secureconnect.windows.wfp.SaContext;
import io.secureconnect.windows.wfp.SaDetails;
import java.util.Optional;

/** A callout filter that an SA context refers to. */
final class FilterInUse implements Check {
    @Override
    public String id() {
        return "windows/filter-in-use";
    }

    @Override
    public String question() {
        return "May the callout filter of a pair of SAs be deleted before them, and what becomes of " + "them?";
    }

    @Override
    public Answer ask(Bench bench) {
        SamplePath path = SamplePath.on(bench, AddressFamily.IPV4);
        long id = path.established(SamplePath.HOUR, SaBundle.SUPPRESS_DUPLICATE_DELETION);
        Guid filter = path.outboundKey();
        String deletion = Bench.refusal(() -> bench.deleteFilter(filter))
                .map(refused -> "it is refused: " + refused.getMessage())
                .orElse("it may be deleted");
        Optional<SaContext> after = bench.saContext(id);
        boolean named = after.flatMap(SaContext::outboundSa)
                .flatMap(SaDetails::transportFilter)
                .isPresent();
        return Answer.settled(deletion + "; the context has then " + SaTold.sas(after)
                + (named ? ", and names its filter" : ", and names no filter"));
    }
}
