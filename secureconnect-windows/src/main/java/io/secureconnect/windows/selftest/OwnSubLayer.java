package io.secureconnect.windows.selftest;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.engine.WfpException;
import io.secureconnect.windows.wfp.SaBundle;
import io.secureconnect.windows.wfp.WindowsSubLayers;
import java.util.Optional;

/** The same filters in two sublayers. */
final class OwnSubLayer implements Check {
    @Override
    public String id() {
        return "windows/own-sublayer";
    }

    @Override
    public String question() {
        return "Do IPsec callout filters in a sublayer of our own carry SA contexts as those in the "
                + "universal one do?";
    }

    @Override
    public Answer ask(Bench bench) {
        Guid provider = bench.addProvider(0);
        Guid own = bench.addSubLayer(provider, 0, 0);
        Optional<WfpException> inOwn = established(bench, provider, own);
        Optional<WfpException> inUniversal = established(bench, provider, WindowsSubLayers.UNIVERSAL);
        return Answer.settled("in our own: " + text(inOwn) + "; in the universal one: " + text(inUniversal));
    }

    private static Optional<WfpException> established(Bench bench, Guid provider, Guid subLayer) {
        return Bench.refusal(() -> SamplePath.on(bench, AddressFamily.IPV4, provider, subLayer)
                .established(SamplePath.HOUR, SaBundle.SUPPRESS_DUPLICATE_DELETION));
    }

    private static String text(Optional<WfpException> refused) {
        return refused.map(WfpException::getMessage).orElse("both SAs are taken");
    }
}
