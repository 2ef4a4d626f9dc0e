package io.secureconnect.windows.selftest;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.windows.engine.WfpException;
import java.util.Optional;

/** One SPI for two contexts. */
final class TakenSpi implements Check {
    @Override
    public String id() {
        return "windows/taken-spi";
    }

    @Override
    public String question() {
        return "With which code does Windows refuse an SPI that another SA of this host has?";
    }

    @Override
    public Answer ask(Bench bench) {
        SamplePath path = SamplePath.on(bench, AddressFamily.IPV4);
        SamplePath.Larval first = path.larval();
        long second = bench.createSaContext(path.outbound());
        Optional<WfpException> refused =
                Bench.refusal(() -> bench.setSpi(second, path.request(Optional.empty()), first.spi()));
        return Answer.settled(refused.map(e -> "it is refused: " + e.getMessage()
                        + "; compare windows/set-spi, for this may be the code for every chosen SPI")
                .orElse("it is not refused"));
    }
}
