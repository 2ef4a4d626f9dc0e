package io.secureconnect.windows.selftest;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.windows.wfp.SaBundle;
import io.secureconnect.windows.wfp.SaContext;
import java.util.Optional;

/** A rotation: two pairs of SAs on one pair of filters. */
final class TwoContexts implements Check {
    @Override
    public String id() {
        return "windows/two-contexts";
    }

    @Override
    public String question() {
        return "May two SA contexts share one pair of callout filters, and do both keep their SAs if "
                + "duplicates are not to be deleted?";
    }

    @Override
    public Answer ask(Bench bench) {
        SamplePath path = SamplePath.on(bench, AddressFamily.IPV4);
        long older = path.established(SamplePath.HOUR, SaBundle.SUPPRESS_DUPLICATE_DELETION);
        Optional<Long> newer =
                SaTold.unlessRefused(() -> path.established(SamplePath.HOUR, SaBundle.SUPPRESS_DUPLICATE_DELETION));
        if (newer.isEmpty()) {
            return Answer.settled("no, the second is refused");
        }
        Optional<SaContext> olderTold = bench.saContext(older);
        Optional<SaContext> newerTold = bench.saContext(newer.orElseThrow());
        return Answer.settled("both are taken; the older one has then " + SaTold.sas(olderTold) + ", the newer one "
                + SaTold.sas(newerTold));
    }
}
