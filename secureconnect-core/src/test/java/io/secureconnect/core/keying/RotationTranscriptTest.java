package io.secureconnect.core.keying;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.keying.KeyReport;
import io.secureconnect.api.keying.SealedInstruction;
import io.secureconnect.core.keying.bc.HpkeSealing;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Conversations as arrows, compared with reviewed texts beside this class. */
class RotationTranscriptTest {
    private final StringBuilder transcript = new StringBuilder();
    private final TestFleet fleet = new TestFleet(1, new HpkeSealing());

    @Test
    void plain_rotation_installs_everywhere_before_it_switches_and_switches_everywhere_before_it_removes() {
        fleet.hosts.values().forEach(host -> host.log(line -> line("%-12s   %s", host.workload(), line)));
        line("# first keys");
        fleet.wanting(TestFleet.PATH);
        converse();
        line("# the next keys");
        fleet.send(fleet.distributor.rotate(fleet.now));
        converse();
        assertThat(transcript.toString()).isEqualTo(reviewed("plain-rotation.txt"));
    }

    private void converse() {
        while (!fleet.toHosts.isEmpty() || !fleet.toDistributor.isEmpty()) {
            while (!fleet.toHosts.isEmpty()) {
                SealedInstruction next = fleet.toHosts.remove(0);
                line("distributor  > %-11s %s of generation %d", next.workload(), next.phase(), next.generation());
                fleet.deliver(next);
            }
            while (!fleet.toDistributor.isEmpty()) {
                KeyReport.Done next = (KeyReport.Done) fleet.toDistributor.remove(0);
                line("%-12s > distributor %s of generation %d done", next.workload(), next.phase(), next.generation());
                fleet.deliver(next);
            }
        }
        line(
                "# generation %d complete: %s",
                fleet.status().generation(), fleet.status().complete());
    }

    private void line(String format, Object... values) {
        transcript.append(String.format(format, values)).append('\n');
    }

    private static String reviewed(String name) {
        try (InputStream text = RotationTranscriptTest.class.getResourceAsStream(name)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
