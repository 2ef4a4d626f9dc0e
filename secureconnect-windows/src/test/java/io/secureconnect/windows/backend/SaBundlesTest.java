package io.secureconnect.windows.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.ChildSa;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.api.sa.UdpEncapsulationTemplate;
import io.secureconnect.testkit.kernel.ChildSas;
import io.secureconnect.testkit.time.SeededRandom;
import io.secureconnect.windows.wfp.SaBundle;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SaBundlesTest {
    private static final HostPair PATH = HostPair.of("10.0.0.1", "10.0.0.2");
    private static final EspParameters PLAIN =
            EspParameters.builder().extendedSequenceNumbers(false).build();

    private final ChildSas children = new ChildSas(new SeededRandom(1));

    private static int seconds(SaLifetime.Builder lifetime) {
        return SaBundles.seconds(lifetime.build());
    }

    @Test
    void windowsEndsAnSaAfterUs() {
        assertThat(seconds(SaLifetime.builder().hard(Duration.ofHours(1)))).isEqualTo(3_660);
        assertThat(seconds(SaLifetime.builder().hard(Duration.ofSeconds(10)))).isEqualTo(300);
    }

    @Test
    void withoutALimitItLivesAsLongAsIsSure() {
        assertThat(seconds(SaLifetime.builder())).isEqualTo(172_800);
        assertThat(seconds(SaLifetime.builder().hard(Duration.ofDays(30)))).isEqualTo(172_800);
    }

    @Test
    void bothDirectionsAtBothEndsHaveOneNumber() {
        ChildSa child = children.child(PATH, PLAIN);
        ChildSa mirrored = ChildSas.mirror(child);
        int number = SaBundles.of(child.inbound()).qmSaId();
        assertThat(SaBundles.of(child.outbound()).qmSaId()).isEqualTo(number);
        assertThat(SaBundles.of(mirrored.inbound()).qmSaId()).isEqualTo(number);
        assertThat(SaBundles.of(mirrored.outbound()).qmSaId()).isEqualTo(number);
        assertThat(SaBundles.of(children.child(PATH, PLAIN).inbound()).qmSaId()).isNotEqualTo(number);
    }

    @Test
    void anOlderOutboundSaStays() {
        ChildSa child = children.child(PATH, PLAIN);
        assertThat(SaBundles.of(child.outbound()).flags()).isEqualTo(SaBundle.SUPPRESS_DUPLICATE_DELETION);
        assertThat(SaBundles.of(child.inbound()).flags()).isZero();
    }

    @Test
    void insideUdpIsSaidOfTheOutboundSa() {
        ChildSa child = children.child(
                PATH,
                EspParameters.builder()
                        .from(PLAIN)
                        .udpEncapsulation(UdpEncapsulationTemplate.standard())
                        .build());
        assertThat(SaBundles.of(child.outbound()).flags() & SaBundle.ASSUME_UDP_CONTEXT_OUTBOUND)
                .isNotZero();
        assertThat(SaBundles.of(child.inbound()).flags()).isZero();
    }
}
