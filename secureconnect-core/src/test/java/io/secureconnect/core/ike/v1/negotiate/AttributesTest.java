package io.secureconnect.core.ike.v1.negotiate;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.v1.registry.IpsecAttribute;
import io.secureconnect.core.ike.v1.registry.LifeType;
import io.secureconnect.core.ike.wire.DataAttribute;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttributesTest {
    private static final int LIFE_TYPE = 1;
    private static final int LIFE_DURATION = 2;
    private static final int KEY_LENGTH = 6;
    private static final long LARGEST = 0xffff_ffffL;

    @Test
    void aNumberMayBeBasicOrVariable() {
        assertThat(read(DataAttribute.ofShort(KEY_LENGTH, 256)))
                .get()
                .isEqualTo(read(variable(KEY_LENGTH, "0100")).orElseThrow());
        assertThat(read(variable(KEY_LENGTH, "0000000000000100")).orElseThrow().values())
                .isEqualTo(Map.of(KEY_LENGTH, 256L));
    }

    @Test
    void secondsAndKilobytesStandSideBySide() {
        Attributes both = read(
                        DataAttribute.ofShort(LIFE_TYPE, 1),
                        variable(LIFE_DURATION, "00000e10"),
                        DataAttribute.ofShort(LIFE_TYPE, 2),
                        variable(LIFE_DURATION, "0003d090"))
                .orElseThrow();
        assertThat(both.lifetime()).contains(Duration.ofHours(1));
        assertThat(both.kilobytes()).hasValue(250_000);
        assertThat(both.values()).isEmpty();
    }

    @Test
    void whatSaysNothingIsNoLimit() {
        Attributes none = read(DataAttribute.ofShort(KEY_LENGTH, 128)).orElseThrow();
        assertThat(none.lifetime()).isEmpty();
        assertThat(none.kilobytes()).isEmpty();
        Attributes zero = read(DataAttribute.ofShort(LIFE_TYPE, 1), DataAttribute.ofShort(LIFE_DURATION, 0))
                .orElseThrow();
        assertThat(zero.lifetime()).isEmpty();
    }

    @Test
    void aDurationBeyondAllMeasureIsTheLargest() {
        Attributes endless = read(DataAttribute.ofShort(LIFE_TYPE, 1), variable(LIFE_DURATION, "ff".repeat(300)))
                .orElseThrow();
        assertThat(endless.lifetime()).contains(Duration.ofSeconds(LARGEST));
        assertThat(read(DataAttribute.ofShort(LIFE_TYPE, 1), variable(LIFE_DURATION, "010000000000"))
                        .orElseThrow()
                        .lifetime())
                .contains(Duration.ofSeconds(LARGEST));
    }

    @Test
    void whatContradictsItselfIsNothing() {
        DataAttribute seconds = DataAttribute.ofShort(LIFE_TYPE, 1);
        DataAttribute hour = DataAttribute.ofShort(LIFE_DURATION, 3600);
        assertThat(read(hour)).as("duration without type").isEmpty();
        assertThat(read(seconds)).as("type without duration").isEmpty();
        assertThat(read(hour, seconds)).as("duration before type").isEmpty();
        assertThat(read(seconds, DataAttribute.ofShort(KEY_LENGTH, 128), hour))
                .as("apart")
                .isEmpty();
        assertThat(read(seconds, seconds, hour)).as("two types").isEmpty();
        assertThat(read(seconds, hour, seconds, hour)).as("twice").isEmpty();
        assertThat(read(DataAttribute.ofShort(LIFE_TYPE, 3), hour)).as("type 3").isEmpty();
        assertThat(read(variable(KEY_LENGTH, ""))).as("no octets").isEmpty();
        assertThat(read(variable(KEY_LENGTH, "0100000080")))
                .as("more than 32 bits")
                .isEmpty();
        assertThat(read(DataAttribute.ofShort(KEY_LENGTH, 128), DataAttribute.ofShort(KEY_LENGTH, 128)))
                .as("twice the same")
                .isEmpty();
    }

    @Test
    void lifetimesAreWrittenAsShortAsTheyFit() {
        assertThat(life(3600)).containsExactly(DataAttribute.ofShort(1, 1), DataAttribute.ofShort(2, 3600));
        assertThat(life(65_535)).contains(DataAttribute.ofShort(2, 65_535));
        assertThat(life(65_536)).contains(variable(2, "00010000"));
        assertThat(life(0x8000_0000L)).contains(variable(2, "80000000"));
        assertThat(life(Long.MAX_VALUE)).contains(variable(2, "ffffffff"));
    }

    private static List<DataAttribute> life(long seconds) {
        return Attributes.life(IpsecAttribute.LIFE_TYPE, IpsecAttribute.LIFE_DURATION, LifeType.SECONDS, seconds);
    }

    private static Optional<Attributes> read(DataAttribute... attributes) {
        return Attributes.of(List.of(attributes), IpsecAttribute.LIFE_TYPE, IpsecAttribute.LIFE_DURATION);
    }

    private static DataAttribute variable(int type, String hex) {
        return new DataAttribute(type, false, 0, Bytes.ofHex(hex));
    }
}
