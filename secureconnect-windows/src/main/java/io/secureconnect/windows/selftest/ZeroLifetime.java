package io.secureconnect.windows.selftest;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.windows.wfp.SaBundle;
import io.secureconnect.windows.wfp.SaContext;
import io.secureconnect.windows.wfp.SaLimits;
import java.util.Optional;

/** An SA whose limits are all zero. */
final class ZeroLifetime implements Check {
    @Override
    public String id() {
        return "windows/zero-lifetime";
    }

    @Override
    public String question() {
        return "Does Windows take an SA whose limits are all zero, and what does it make of them?";
    }

    @Override
    public Answer ask(Bench bench) {
        SamplePath path = SamplePath.on(bench, AddressFamily.IPV4);
        SaLimits zero = new SaLimits(0, 0, 0);
        Optional<Long> id = SaTold.unlessRefused(() -> path.established(zero, SaBundle.SUPPRESS_DUPLICATE_DELETION));
        if (id.isEmpty()) {
            return Answer.settled("it is refused");
        }
        Optional<SaLimits> told = bench.saContext(id.orElseThrow())
                .flatMap(SaContext::outboundSa)
                .map(details -> details.saBundle().lifetime());
        if (told.isEmpty()) {
            return Answer.failed("the SA that was taken is not there");
        }
        return told.orElseThrow().equals(zero)
                ? Answer.needsPackets("it is taken and told as zero; whether that is no limit only time shows")
                : Answer.settled("it is taken, and told as " + told.orElseThrow());
    }
}
