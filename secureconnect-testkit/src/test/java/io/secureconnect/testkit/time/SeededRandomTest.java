package io.secureconnect.testkit.time;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeededRandomTest {
    @Test
    void theSameSeedGivesTheSameOctetsAndAnotherSeedOthers() {
        byte[] octets = new SeededRandom(7).octets(64);
        assertThat(new SeededRandom(7).octets(64)).isEqualTo(octets);
        assertThat(new SeededRandom(8).octets(64)).isNotEqualTo(octets);
    }

    @Test
    void theSequenceIsFixedForAllTimes() {
        assertThat(new SeededRandom(1).octets(8)).containsExactly(0x73, 0xd5, 0x1a, 0xbb, 0xd8, 0x9c, 0xb8, 0x19);
    }

    @Test
    void aSplitSourceFollowsFromTheSeedAndDoesNotRepeatItsParent() {
        SeededRandom parent = new SeededRandom(7);
        SeededRandom child = parent.split();
        byte[] octets = child.octets(32);
        assertThat(new SeededRandom(7).split().octets(32)).isEqualTo(octets);
        assertThat(parent.octets(32)).isNotEqualTo(octets);
    }

    @Test
    void itsTextTellsTheSeed() {
        assertThat(new SeededRandom(42)).hasToString("SeededRandom[seed 42]");
    }
}
