package io.secureconnect.linux.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.auth.CertificateCredential;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.policy.Authentication;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.linux.lab.Await;
import io.secureconnect.linux.lab.Capture;
import io.secureconnect.linux.lab.Lab;
import io.secureconnect.linux.lab.RealKernel;
import io.secureconnect.testkit.pki.KeyKind;
import io.secureconnect.testkit.pki.TestCa;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two engines of ours on two real kernels agree on keys by IKEv1. */
@RealKernel
class Ikev1ToIkev1IT {
    /** Main mode, and no cookie of a responder yet. */
    private static final String FIRST_MESSAGE = "udp port 500 and udp[16:4] = 0 and udp[20:4] = 0 and udp[26] = 2";

    /** A child is replaced 54 to 60 minutes after it was made, phase 1 after 97 to 108. */
    @Test
    @DisplayName("pre-shared key: ESP and nothing else; both phases again under a running flow, no packet lost")
    void preSharedKey(Lab lab) {
        SaLifetime lifetime = SaLifetime.builder()
                .soft(Duration.ofHours(1))
                .hard(Duration.ofHours(3))
                .build();
        try (TwoEngines pair = TwoEngines.on(lab)
                .ikev1()
                .preSharedKeys(IkeToIkeIT.keys(0), IkeToIkeIT.keys(0))
                .terms(terms -> terms.childLifetime(lifetime).ikeLifetime(Duration.ofHours(2)))
                .open()
                .connect()) {
            assertIkev1(pair);
            Set<SaId> first = pair.sas();
            Flow flow = Flow.of(pair.endA(), pair.endB(), AddressFamily.IPV4);

            pair.clock().jump(Duration.ofMinutes(60));
            Await.until(
                    "both ends to send by the next child", () -> sending(pair).noneMatch(first::contains));
            pair.clock().jump(Duration.ofMinutes(1));
            Await.until(
                    "the first child gone", () -> pair.sas().size() == 4 && Collections.disjoint(first, pair.sas()));
            Set<SaId> second = pair.sas();

            pair.clock().jump(Duration.ofMinutes(48));
            sending(pair); // both look at the clock, and begin main mode
            flow.goOn();
            assertThat(pair.sas()).as("children outlive phase 1").isEqualTo(second);
            pair.clock().jump(Duration.ofMinutes(12));
            Await.until("a third child, under it", () -> sending(pair).noneMatch(second::contains));

            flow.assertNothingLost();
            pair.assertFlows();
            Capture capture = pair.assertNothingClear();
            assertThat(capture.count(Capture.ESP)).isGreaterThan(100);
            assertThat(capture.count(FIRST_MESSAGE)).as("main modes").isGreaterThanOrEqualTo(2);
        }
    }

    private static Stream<SaId> sending(TwoEngines pair) {
        return pair.sas().stream().filter(sa -> sa.direction() == Direction.OUTBOUND);
    }

    @Test
    @DisplayName("certificates of one CA through a NAT: ESP in UDP")
    void certificates(Lab lab) {
        TestCa ca = TestCa.root("CN=Lab Root CA,O=Lab", KeyKind.EC_P256);
        CertificateCredential a = ca.issue("CN=a,O=Lab").credential(ca);
        CertificateCredential b = ca.issue("CN=b,O=Lab").credential(ca);
        try (TwoEngines pair = TwoEngines.on(lab)
                .ikev1()
                .authentication(new Authentication.Certificate(ca.name().getName()))
                .options(o -> o.certificates(() -> a), o -> o.certificates(() -> b))
                .behindNat()
                .open()
                .connect()) {
            assertIkev1(pair);
            pair.assertFlows();
            assertThat(pair.assertNothingClear().count(Capture.ESP)).isZero();
        }
    }

    private static void assertIkev1(TwoEngines pair) {
        assertThat(TwoEngines.path(pair.a()).ike().orElseThrow().version()).isEqualTo(IkeVersion.IKEV1);
        assertThat(TwoEngines.path(pair.b()).ike().orElseThrow().version()).isEqualTo(IkeVersion.IKEV1);
    }
}
