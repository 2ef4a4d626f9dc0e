package io.secureconnect.core.ike.v1.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MessageIdsTest {
    @Test
    void noneIsZeroOrDrawnTwice() {
        MessageIds ids = new MessageIds(new Random(1)::nextBytes);
        Set<Integer> drawn = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            assertThat(drawn.add(ids.draw())).isTrue();
        }
        assertThat(drawn).doesNotContain(0);
    }

    @Test
    void aSourceThatRepeatsItselfStillGivesNewOnes() {
        MessageIds ids = new MessageIds(octets -> Arrays.fill(octets, (byte) 0));
        assertThat(ids.draw()).isEqualTo(1);
        assertThat(ids.draw()).isEqualTo(2);
    }

    @Test
    void thePeersServeOnceToo() {
        MessageIds ids = new MessageIds(new Random(1)::nextBytes);
        assertThat(ids.isUsed(77)).isFalse();
        ids.use(77);
        ids.use(77);
        assertThat(ids.isUsed(77)).isTrue();
        assertThat(ids.isUsed(0)).isTrue();
    }

    @Test
    void ofAGreatManyTheOldestAreForgotten() {
        MessageIds ids = new MessageIds(new Random(1)::nextBytes);
        for (int id = 1; id <= MessageIds.REMEMBERED + 1; id++) {
            ids.use(id);
        }
        assertThat(ids.isUsed(1)).isFalse();
        assertThat(ids.isUsed(2)).isTrue();
        assertThat(ids.isUsed(MessageIds.REMEMBERED + 1)).isTrue();
    }
}
