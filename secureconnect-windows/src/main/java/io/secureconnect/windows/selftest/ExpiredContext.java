package io.secureconnect.windows.selftest;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.windows.wfp.SaBundle;

/** An SA context after Expire0. */
final class ExpiredContext implements Check {
    @Override
    public String id() {
        return "windows/expire";
    }

    @Override
    public String question() {
        return "What is told of a pair of SAs right after Expire0, and can it still be deleted?";
    }

    @Override
    public Answer ask(Bench bench) {
        SamplePath path = SamplePath.on(bench, AddressFamily.IPV4);
        long id = path.established(SamplePath.HOUR, SaBundle.SUPPRESS_DUPLICATE_DELETION);
        bench.expire(id);
        String after = SaTold.sas(bench.saContext(id));
        String deletion = Bench.refusal(() -> bench.deleteSaContext(id))
                .map(refused -> "refused: " + refused.getMessage())
                .orElse("taken");
        return Answer.settled("it has then " + after + "; its deletion is " + deletion);
    }
}
