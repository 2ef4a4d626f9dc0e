package io.secureconnect.linux.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.Direction;
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

/** Both phases of IKEv1 are done again under a running flow, by either side: no packet is lost, none goes out in clear. */
@RealKernel
class StrongSwanIkev1RekeyIT {
    /** Longer than a replaced child is kept. */
    private static final Duration GRACE = Duration.ofSeconds(60);

    /** Phase 1 is done again after 48 to 54 minutes, long before a child that is given no lifetime (RFC 2407 §4.5: eight hours). */
    private static final Duration IKE_LIFETIME = Duration.ofHours(1);

    private static final int PACKETS_OF_A_CHILD = 200;

    @ParameterizedTest(name = "quick mode again by us, after so many packets; {0} initiated")
    @EnumSource(Initiator.class)
    void childByUs(Initiator initiator, Lab lab) {
        SaLifetime lifetime = SaLifetime.builder()
                .softPackets(PACKETS_OF_A_CHILD)
                .hardPackets(PACKETS_OF_A_CHILD * 100)
                .build();
        try (OursAndStrongSwan pair = OursAndStrongSwan.on(lab, initiator)
                .ikev1()
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

    @ParameterizedTest(name = "quick mode again by strongSwan, main mode by us and by strongSwan; {0} initiated")
    @EnumSource(Initiator.class)
    void bothPhases(Initiator initiator, Lab lab) {
        try (OursAndStrongSwan pair = OursAndStrongSwan.on(lab, initiator)
                .ikev1()
                .terms(terms -> terms.ikeLifetime(IKE_LIFETIME)
                        .childLifetime(SaLifetime.builder().build()))
                .strongSwan(c -> c.with("rekey_time", "100h").withChild("rekey_time", "100h"))
                .open()
                .connect()) {
            Set<SaId> first = children(pair);
            Flow flow = Flow.of(pair.ours(), pair.theirs(), AddressFamily.IPV4);

            pair.clock().jump(GRACE); // children of two ends at about the same time would be equals, and both stay
            rekeyChildByStrongSwan(pair);
            pair.clock().jump(GRACE);
            Await.until("the first child gone", () -> children(pair).stream().noneMatch(first::contains));
            Set<SaId> second = children(pair);

            Set<String> before = pair.strongSwan().sas().ikeSpis();
            pair.clock().jump(Duration.ofMinutes(55));
            awaitAnotherPhaseOne(pair, before);
            Set<String> between = pair.strongSwan().sas().ikeSpis();
            pair.strongSwan().rekeyIke(OursAndStrongSwan.HOST);
            awaitAnotherPhaseOne(pair, between);
            assertThat(children(pair)).as("children outlive phase 1").isEqualTo(second);

            rekeyChildByStrongSwan(pair);
            flow.assertNothingLost();
            assertOneChildIsLeft(pair);
            Await.until("one ISAKMP SA", () -> pair.strongSwan().sas().ikeSpis().size() == 1);
            assertThat(pair.strongSwan().sas().installed()).isEqualTo(1);
        }
    }

    private static void rekeyChildByStrongSwan(OursAndStrongSwan pair) {
        Set<String> before = sending(pair);
        pair.strongSwan().rekeyChild(OursAndStrongSwan.HOST);
        Await.until("this end to send by another child", () -> Collections.disjoint(before, sending(pair)));
    }

    /** Until the ISAKMP SAs before are gone, too: strongSwan knows a child only under the one that it belongs to. */
    private static void awaitAnotherPhaseOne(OursAndStrongSwan pair, Set<String> before) {
        Await.until("another ISAKMP SA", () -> {
            pair.path(); // the engine looks at its clock
            SwanSas now = pair.strongSwan().sas();
            return now.established() > 0 && !before.containsAll(now.ikeSpis()) && now.installed() == 1;
        });
        pair.clock().jump(GRACE);
        Await.until("no other beside it", () -> {
            pair.path();
            Set<String> now = pair.strongSwan().sas().ikeSpis();
            return now.size() == 1 && Collections.disjoint(before, now);
        });
    }

    private static Set<SaId> children(OursAndStrongSwan pair) {
        return pair.path().sas().stream().map(InstalledSa::id).collect(Collectors.toSet());
    }

    /** The SPIs of our outbound SAs, in hexadecimal. */
    private static Set<String> sending(OursAndStrongSwan pair) {
        return children(pair).stream()
                .filter(sa -> sa.direction() == Direction.OUTBOUND)
                .map(sa -> sa.spi().toString())
                .collect(Collectors.toSet());
    }

    private static void assertOneChildIsLeft(OursAndStrongSwan pair) {
        Await.until(
                "this end to send by strongSwan's last child only",
                () -> sending(pair).equals(pair.strongSwan().sas().inboundSpis()));
        pair.clock().jump(GRACE);
        Await.until("one child on each side", () -> {
            pair.path();
            return pair.strongSwan().sas().installed() == 1
                    && XfrmDump.of(pair.ours().namespace()).states().size() == 2;
        });
        pair.assertFlows();
        pair.assertNothingClear();
    }
}
