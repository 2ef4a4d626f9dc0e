package io.secureconnect.linux.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.api.sa.Direction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OwnedNumbersTest {
    private final OwnedNumbers numbers = OwnedNumbers.STANDARD;

    @Property
    void everyNumberTellsItsSlotAndDirection(
            @ForAll @IntRange(max = OwnedNumbers.SLOTS - 1) int slot, @ForAll Direction direction) {
        int reqid = numbers.reqid(slot, direction);
        assertThat(numbers.isPathReqid(reqid)).isTrue();
        assertThat(numbers.slotOfReqid(reqid)).isEqualTo(slot);
        assertThat(OwnedNumbers.directionOfReqid(reqid)).isEqualTo(direction);

        int path = numbers.pathIndex(slot, direction);
        int exemption = numbers.exemptionIndex(slot, direction);
        assertThat(numbers.isExemptionIndex(path)).isFalse();
        assertThat(numbers.isExemptionIndex(exemption)).isTrue();
        assertThat(numbers.slotOfIndex(path)).isEqualTo(slot);
        assertThat(numbers.slotOfIndex(exemption)).isEqualTo(slot);
        assertThat(path & 7).as("the kernel reads the direction there").isEqualTo(OwnedNumbers.number(direction));
        assertThat(exemption & 7).isEqualTo(OwnedNumbers.number(direction));
        assertThat(numbers.contains(path)).isTrue();
        assertThat(numbers.contains(exemption)).isTrue();
    }

    @Test
    void neighboursAreNotOurs() {
        assertThat(numbers.contains(0x5BFFFFFF)).isFalse();
        assertThat(numbers.contains(0x5C000000)).isTrue();
        assertThat(numbers.contains(0x5CFFFFFF)).isTrue();
        assertThat(numbers.contains(0x5D000000)).isFalse();
        assertThat(numbers.isPathReqid(0x5C200000)).as("behind the last slot").isFalse();
        assertThat(numbers.isPathReqid(numbers.probeReqid())).isFalse();
    }

    @Test
    void aPrefixHasItsLowBitsFree() {
        assertThat(new OwnedNumbers(0x7F000000).contains(0x7F123456)).isTrue();
        assertThatThrownBy(() -> new OwnedNumbers(0x5C000001)).hasMessageContaining("0x5c000001");
        assertThatThrownBy(() -> new OwnedNumbers(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
