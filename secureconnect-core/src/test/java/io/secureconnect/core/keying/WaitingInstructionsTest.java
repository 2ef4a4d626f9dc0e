package io.secureconnect.core.keying;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.keying.KeyPhase;
import io.secureconnect.api.keying.SealedInstruction;
import io.secureconnect.api.sa.HostPair;
import org.junit.jupiter.api.Test;

class WaitingInstructionsTest {
    private static final HostPair ONE = HostPair.of("10.0.0.1", "10.0.0.2");
    private static final HostPair TWO = HostPair.of("10.0.0.1", "10.0.0.3");
    private static final HostPair THREE = HostPair.of("10.0.0.1", "10.0.0.4");

    private final WaitingInstructions waiting = new WaitingInstructions(2);

    @Test
    void they_come_out_in_the_order_of_their_phases_and_only_once() {
        waiting.add(ONE, sealed(1, KeyPhase.RETIRE));
        waiting.add(ONE, sealed(1, KeyPhase.INBOUND));
        assertThat(waiting.take(ONE))
                .extracting(SealedInstruction::phase)
                .containsExactly(KeyPhase.INBOUND, KeyPhase.RETIRE);
        assertThat(waiting.take(ONE)).isEmpty();
    }

    @Test
    void an_older_generation_does_not_replace_a_newer_one() {
        assertThat(waiting.add(ONE, sealed(2, KeyPhase.INBOUND))).isTrue();
        assertThat(waiting.add(ONE, sealed(1, KeyPhase.INBOUND))).isFalse();
        assertThat(waiting.add(ONE, sealed(2, KeyPhase.INBOUND))).as("the same").isFalse();
        assertThat(waiting.add(ONE, sealed(3, KeyPhase.INBOUND))).isTrue();
        assertThat(waiting.take(ONE)).extracting(SealedInstruction::generation).containsExactly(3L);
    }

    @Test
    void too_many_paths_push_out_the_one_that_waits_longest() {
        waiting.add(ONE, sealed(1, KeyPhase.INBOUND));
        waiting.add(TWO, sealed(1, KeyPhase.INBOUND));
        waiting.add(THREE, sealed(1, KeyPhase.INBOUND));
        assertThat(waiting.paths()).containsExactly(TWO, THREE);
    }

    private static SealedInstruction sealed(long generation, KeyPhase phase) {
        return new SealedInstruction("web1", "path", generation, phase, new byte[] {1});
    }
}
