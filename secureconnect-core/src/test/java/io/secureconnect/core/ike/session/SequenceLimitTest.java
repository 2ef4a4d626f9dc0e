package io.secureconnect.core.ike.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.api.sa.Spi;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SequenceLimitTest {
    private static final long HARD = 0xffff_ffffL;

    @Test
    void limitsWhatHadNoLimit() {
        SaLifetime limited = SequenceLimit.of(SaLifetime.standard());

        assertThat(limited.softPackets()).hasValue(0xc000_0000L);
        assertThat(limited.hardPackets()).hasValue(HARD);
        assertThat(limited.hard()).contains(Duration.ofHours(1));
    }

    @Test
    void keepsLowerLimits() {
        SaLifetime wanted =
                SaLifetime.builder().softPackets(1_000).hardPackets(2_000).build();

        assertThat(SequenceLimit.of(wanted)).isEqualTo(wanted);
    }

    @Test
    void addsNoSoftLimitAboveAHardOneThatStandsAlone() {
        SaLifetime wanted = SaLifetime.builder().hardPackets(1_000).build();

        assertThat(SequenceLimit.of(wanted)).isEqualTo(wanted);
    }

    @Test
    void lowersLimitsThatSequenceNumbersNeverReach() {
        SaLifetime wanted =
                SaLifetime.builder().softPackets(HARD + 1).hardPackets(HARD + 2).build();

        SaLifetime limited = SequenceLimit.of(wanted);

        assertThat(limited.softPackets()).hasValue(0xc000_0000L);
        assertThat(limited.hardPackets()).hasValue(HARD);
    }

    @Test
    void aKernelThatLimitsByTimeAloneIsToldNothingElse() {
        ChildSpis byTime = new ChildSpis() {
            @Override
            public Optional<Spi> reserve(HostPair path) {
                return Optional.empty();
            }

            @Override
            public boolean limitsVolume() {
                return false;
            }

            @Override
            public void release(HostPair path, Spi spi) {}
        };
        SaLifetime wanted = SaLifetime.builder()
                .from(SaLifetime.standard())
                .softBytes(1_000)
                .hardPackets(2_000)
                .build();

        assertThat(SequenceLimit.of(wanted, byTime)).isEqualTo(SaLifetime.standard());
    }
}
