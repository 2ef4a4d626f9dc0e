package io.secureconnect.core.ike.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.spi.RandomSource;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final RandomSource random = new Random(7)::nextBytes;

    @Test
    void waitsTwiceAsLongEachTimeGiveOrTakeAQuarter() {
        for (int failures = 1; failures <= 7; failures++) {
            Duration plain = Duration.ofSeconds(1L << failures);
            assertThat(Backoff.after(failures, NegotiationFailure.AUTHENTICATION_FAILED, random))
                    .isBetween(
                            plain.multipliedBy(3).dividedBy(4),
                            plain.multipliedBy(5).dividedBy(4));
        }
    }

    @Test
    void neverWaitsForLongForAPeerThatMayComeBack() {
        assertThat(Backoff.after(1_000_000, NegotiationFailure.PEER_TIMEOUT, random))
                .isBetween(Duration.ofSeconds(45), Duration.ofSeconds(75));
        assertThat(Backoff.after(1_000_000, NegotiationFailure.UNTRUSTED_ISSUER, random))
                .isBetween(Duration.ofSeconds(225), Duration.ofSeconds(375));
    }
}
