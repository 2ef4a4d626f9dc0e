package io.secureconnect.windows.selftest;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.windows.engine.WfpException;
import java.util.Optional;

/** An SPI of our own. */
final class ChosenSpi implements Check {
    @Override
    public String id() {
        return "windows/set-spi";
    }

    @Override
    public String question() {
        return "May the SPI be chosen (SetSpi0), or does this Windows refuse that, as newer ones are " + "said to do?";
    }

    @Override
    public Answer ask(Bench bench) {
        SamplePath path = SamplePath.on(bench, AddressFamily.IPV4);
        long id = bench.createSaContext(path.outbound());
        Optional<WfpException> refused =
                Bench.refusal(() -> bench.setSpi(id, path.request(Optional.empty()), bench.newSpi()));
        return Answer.settled(
                refused.map(e -> "it is refused: " + e.getMessage()).orElse("it may be chosen"));
    }
}
