package io.secureconnect.linux.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.linux.lab.Await;
import io.secureconnect.linux.lab.Lab;
import io.secureconnect.linux.lab.RealKernel;
import io.secureconnect.linux.lab.SwanSas;
import io.secureconnect.linux.lab.XfrmDump;
import io.secureconnect.linux.scenario.OursAndStrongSwan.Initiator;
import io.secureconnect.spi.InstalledSa;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys are replaced under a running flow, by either side: not one packet is lost, none goes out in clear. */
@RealKernel
class StrongSwanRekeyIT {
    /** Longer than a replaced inbound SA goes on receiving. */
    private static final Duration GRACE = Duration.ofSeconds(20);

    /** Its keys are replaced after 81 to 90 hours. */
    private static final Duration IKE_LIFETIME = Duration.ofHours(100);

    private static final int PACKETS_OF_A_CHILD = 200;

    @ParameterizedTest(name = "children rekeyed by us, after so many packets; {0} initiated")
    @EnumSource(Initiator.class)
    void childByUs(Initiator initiator, Lab lab) {
        SaLifetime lifetime = SaLifetime.builder()
                .softPackets(PACKETS_OF_A_CHILD)
                .hardPackets(PACKETS_OF_A_CHILD * 100)
                .build();
        try (OursAndStrongSwan pair = OursAndStrongSwan.on(lab, initiator)
                .terms(terms -> terms.childLifetime(lifetime))
                .open()
                .connect()) {
            Set<SaId> first = children(pair);
            Flow flow = Flow.of(pair.ours(), pair.theirs(), AddressFamily.IPV4);
            Await.until(
                    "three generations of children",
                    () -> pair.strongSwan().log().split("CHILD_SA host\\{\\d+} established").length > 3);
            flow.assertNothingLost();
            assertOneChildIsLeft(pair);
            assertThat(children(pair)).doesNotContainAnyElementsOf(first);
        }
    }

    @ParameterizedTest(name = "children rekeyed by strongSwan; {0} initiated")
    @EnumSource(Initiator.class)
    void childByStrongSwan(Initiator initiator, Lab lab) {
        try (OursAndStrongSwan pair =
                OursAndStrongSwan.on(lab, initiator).open().connect()) {
            Set<SaId> first = children(pair);
            Flow flow = Flow.of(pair.ours(), pair.theirs(), AddressFamily.IPV4);
            for (int rekey = 0; rekey < 3; rekey++) {
                Set<SaId> before = children(pair);
                pair.strongSwan().rekeyChild(OursAndStrongSwan.HOST);
                Await.until("another child", () -> !before.containsAll(children(pair)));
            }
            flow.assertNothingLost();
            assertOneChildIsLeft(pair);
            assertThat(children(pair)).doesNotContainAnyElementsOf(first);
        }
    }

    @ParameterizedTest(name = "IKE SA rekeyed by us, when its time comes; {0} initiated")
    @EnumSource(Initiator.class)
    void ikeByUs(Initiator initiator, Lab lab) {
        try (OursAndStrongSwan pair = OursAndStrongSwan.on(lab, initiator)
                .terms(terms -> terms.ikeLifetime(IKE_LIFETIME)
                        .childLifetime(SaLifetime.builder().build()))
                .open()
                .connect()) {
            Set<SaId> child = children(pair);
            Flow flow = Flow.of(pair.ours(), pair.theirs(), AddressFamily.IPV4);
            for (int rekey = 0; rekey < 2; rekey++) {
                Set<String> before = pair.strongSwan().sas().ikeSpis();
                pair.clock().jump(Duration.ofHours(91));
                awaitAnotherIkeSa(pair, before);
            }
            flow.assertNothingLost();
            assertThat(children(pair)).as("the child moved to the new IKE SA").isEqualTo(child);
            pair.strongSwan().rekeyChild(OursAndStrongSwan.HOST);
            assertOneChildIsLeft(pair);
            assertThat(children(pair)).doesNotContainAnyElementsOf(child);
        }
    }

    @ParameterizedTest(name = "IKE SA rekeyed by strongSwan; {0} initiated")
    @EnumSource(Initiator.class)
    void ikeByStrongSwan(Initiator initiator, Lab lab) {
        try (OursAndStrongSwan pair =
                OursAndStrongSwan.on(lab, initiator).open().connect()) {
            Set<SaId> child = children(pair);
            Flow flow = Flow.of(pair.ours(), pair.theirs(), AddressFamily.IPV4);
            for (int rekey = 0; rekey < 2; rekey++) {
                Set<String> before = pair.strongSwan().sas().ikeSpis();
                pair.strongSwan().rekeyIke(OursAndStrongSwan.HOST);
                awaitAnotherIkeSa(pair, before);
            }
            flow.assertNothingLost();
            assertThat(children(pair)).as("the child moved to the new IKE SA").isEqualTo(child);
            assertOneChildIsLeft(pair);
        }
    }

    private static void awaitAnotherIkeSa(OursAndStrongSwan pair, Set<String> before) {
        Await.until("one other IKE SA", () -> {
            pair.path(); // the engine looks at its clock
            SwanSas now = pair.strongSwan().sas();
            return now.established() == 1 && now.ikeSpis().size() == 1 && Collections.disjoint(now.ikeSpis(), before);
        });
    }

    private static Set<SaId> children(OursAndStrongSwan pair) {
        return pair.path().sas().stream().map(InstalledSa::id).collect(Collectors.toSet());
    }

    private static void assertOneChildIsLeft(OursAndStrongSwan pair) {
        pair.clock().jump(GRACE);
        Await.until(
                "one child on each side",
                () -> pair.strongSwan().sas().installed() == 1
                        && XfrmDump.of(pair.ours().namespace()).states().size() == 2);
        pair.assertFlows();
        pair.assertNothingClear();
    }
}
