package io.secureconnect.windows.selftest;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.windows.wfp.SaBundle;
import java.util.Optional;

/** A second outbound SA without the flag that keeps the first. */
final class DuplicateDeletion implements Check {
    @Override
    public String id() {
        return "windows/duplicate-deletion";
    }

    @Override
    public String question() {
        return "Does a second outbound SA take away the first, if its bundle does not suppress that?";
    }

    @Override
    public Answer ask(Bench bench) {
        SamplePath path = SamplePath.on(bench, AddressFamily.IPV4);
        long older = path.established(SamplePath.HOUR, SaBundle.SUPPRESS_DUPLICATE_DELETION);
        Optional<Long> newer = SaTold.unlessRefused(() -> path.established(SamplePath.HOUR, 0));
        if (newer.isEmpty()) {
            return Answer.settled("the second is refused");
        }
        return Answer.settled("the first has then " + SaTold.sas(bench.saContext(older)));
    }
}
