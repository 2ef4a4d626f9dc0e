package io.secureconnect.core.ike.v1.quickmode;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.SaLifetime;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifetimesTest {
    private static final SaLifetime POLICY = SaLifetime.builder()
            .soft(Duration.ofSeconds(3000))
            .hard(Duration.ofSeconds(3600))
            .softBytes(1_000_000)
            .hardBytes(2_000_000)
            .softPackets(10)
            .hardPackets(20)
            .build();

    @ParameterizedTest
    @CsvSource({
        "28800, 3000, 3600",
        "3600, 3000, 3600",
        "3599, 2999, 3599",
        "60, 50, 60",
        "2, 1, 2",
        "1, 0, 1" // no room for a soft limit
    })
    void secondsAreThoseOfTheShorter(long agreed, long soft, long hard) {
        SaLifetime limits = Lifetimes.within(POLICY, Optional.of(Duration.ofSeconds(agreed)), OptionalLong.empty());
        assertThat(limits.hard()).contains(Duration.ofSeconds(hard));
        assertThat(limits.soft())
                .isEqualTo(Optional.of(Duration.ofSeconds(soft)).filter(s -> !s.isZero()));
        assertThat(limits.hardBytes()).isEqualTo(POLICY.hardBytes());
        assertThat(limits.hardPackets()).isEqualTo(POLICY.hardPackets());
    }

    @ParameterizedTest
    @CsvSource({
        "1, 512, 1024",
        "1000, 512000, 1024000",
        "4294967295, 1000000, 2000000",
        "9223372036854775807, 1000000, 2000000"
    })
    void kilobytesBecomeOctets(long kilobytes, long soft, long hard) {
        SaLifetime limits = Lifetimes.within(POLICY, Optional.empty(), OptionalLong.of(kilobytes));
        assertThat(limits.hardBytes()).isEqualTo(OptionalLong.of(hard));
        assertThat(limits.softBytes()).isEqualTo(OptionalLong.of(soft));
        assertThat(limits.hard()).isEqualTo(POLICY.hard());
    }

    @Test
    void aPolicyWithoutLimitsGetsThoseOfThePeer() {
        SaLifetime none = SaLifetime.builder().build();
        SaLifetime limits = Lifetimes.within(none, Optional.of(Duration.ofSeconds(1000)), OptionalLong.of(1000));
        assertThat(limits.hard()).contains(Duration.ofSeconds(1000));
        assertThat(limits.soft()).contains(Duration.ofSeconds(900));
        assertThat(limits.hardBytes()).isEqualTo(OptionalLong.of(1_024_000));
        assertThat(limits.softBytes()).isEqualTo(OptionalLong.of(921_600));
        assertThat(Lifetimes.within(none, Optional.empty(), OptionalLong.empty()))
                .isEqualTo(none);
    }

    @Test
    void aSoftLimitAloneStaysWhereItFits() {
        SaLifetime soft = SaLifetime.builder().soft(Duration.ofSeconds(100)).build();
        Optional<Duration> longer = Optional.of(Duration.ofSeconds(1000));
        Optional<Duration> shorter = Optional.of(Duration.ofSeconds(100));
        assertThat(Lifetimes.within(soft, longer, OptionalLong.empty()).soft()).contains(Duration.ofSeconds(100));
        assertThat(Lifetimes.within(soft, shorter, OptionalLong.empty()).soft()).contains(Duration.ofSeconds(90));
    }

    @Test
    void theLowerOneOfTwoCounts() {
        OptionalLong none = OptionalLong.empty();
        assertThat(Lifetimes.lower(none, none)).isEmpty();
        assertThat(Lifetimes.lower(OptionalLong.of(5), none)).hasValue(5);
        assertThat(Lifetimes.lower(none, OptionalLong.of(5))).hasValue(5);
        assertThat(Lifetimes.lower(OptionalLong.of(6), OptionalLong.of(5))).hasValue(5);
        assertThat(Lifetimes.kilobytes(OptionalLong.of(100))).hasValue(1);
        assertThat(Lifetimes.kilobytes(OptionalLong.of(4096))).hasValue(4);
        assertThat(Lifetimes.kilobytes(none)).isEmpty();
    }
}
