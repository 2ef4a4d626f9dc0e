package io.secureconnect.linux.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.linux.lab.NumberedStream;
import io.secureconnect.linux.lab.Traffic;
import io.secureconnect.linux.lab.Wire;
import java.time.Duration;
import java.util.List;

/** Numbered datagrams both ways, while something is done to the SAs that carry them. */
final class Flow {
    private static final Duration GAP = Duration.ofMillis(5);

    private final NumberedStream there;
    private final NumberedStream back;

    private Flow(NumberedStream there, NumberedStream back) {
        this.there = there;
        this.back = back;
    }

    /** Returns when it runs. */
    static Flow of(Wire.End one, Wire.End other, AddressFamily family) {
        Flow flow = new Flow(Traffic.stream(one, other, family, GAP), Traffic.stream(other, one, family, GAP));
        flow.there.awaitSent(20);
        return flow;
    }

    /** Lets a second's datagrams pass, or more where the machine is slow. */
    void goOn() {
        there.awaitSent(200);
    }

    /** Goes on for a moment and ends: every datagram of either way has arrived. */
    void assertNothingLost() {
        there.awaitSent(20);
        for (NumberedStream stream : List.of(there, back)) {
            NumberedStream.Outcome outcome = stream.stop();
            assertThat(outcome.lost()).as(outcome.toString()).isEmpty();
        }
    }
}
