package io.secureconnect.testkit.fleet;

import static io.secureconnect.testkit.fleet.Shop.DB;
import static io.secureconnect.testkit.fleet.Shop.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.keying.KeyDistributor.PathKeys;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.testkit.net.LeakWatch;
import io.secureconnect.testkit.net.Leaks;
import io.secureconnect.testkit.net.PacketStream;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Keys change in three phases under a stream of packets, and not one of them is lost or clear. */
class RotationScenarioTest {
    private final PolicyDocument policy = Shop.policy();

    @Test
    void aRotationLosesNothingAtAnySingleWrite() {
        try (Fleet fleet = Fleet.of(policy)) {
            fleet.applyEverywhere(policy);
            Set<Spi> before = Shop.spis(fleet, WEB, Direction.INBOUND);
            List<LeakWatch> watches = Shop.watch(fleet, WEB, DB);
            PacketStream v4 = fleet.stream(WEB, DB, AddressFamily.IPV4);
            PacketStream v6 = fleet.stream(WEB, DB, AddressFamily.IPV6);
            fleet.everyWrite(v4::send);
            fleet.everyWrite(v6::send);

            fleet.rotate();

            // Two ends of two paths: one new SA and one old in each direction.
            assertThat(v4.sent()).isEqualTo(2 * 2 * 2 * 4);
            v4.assertAllArrivedOnce();
            v6.assertAllArrivedOnce();
            for (AddressFamily family : AddressFamily.values()) {
                Leaks.between(fleet.path(WEB, DB, family))
                        .assertNone(fleet.network().log());
            }
            watches.forEach(LeakWatch::assertNone);
            Shop.assertConverged(fleet);
            assertThat(Shop.spis(fleet, WEB, Direction.INBOUND)).doesNotContainAnyElementsOf(before);
        }
    }

    @Test
    void manyRotationsLeaveNothingBehind() {
        try (Fleet fleet = Fleet.of(policy)) {
            fleet.applyEverywhere(policy);
            PacketStream stream = fleet.stream(WEB, DB, AddressFamily.IPV4);
            for (int i = 0; i < 20; i++) {
                fleet.rotate();
                stream.send();
            }
            stream.assertAllArrivedOnce();
            Shop.assertConverged(fleet);
            assertThat(fleet.distributor().status())
                    .extracting(PathKeys::generation)
                    .containsOnly(21L);
        }
    }

    @Test
    void aHostThatIsCutOffAtAnyStepLosesNothingAndCatchesUp() {
        for (String vanishing : List.of(WEB, DB)) {
            for (int step = 0; vanishAt(vanishing, step); step++) {
                assertThat(step).as("steps of a rotation").isLessThan(100);
            }
        }
    }

    /** False if the rotation was over before that step. */
    private boolean vanishAt(String vanishing, int step) {
        try (Fleet fleet = Fleet.of(policy)) {
            fleet.applyEverywhere(policy);
            List<LeakWatch> watches = Shop.watch(fleet, WEB, DB);
            PacketStream stream = fleet.stream(WEB, DB, AddressFamily.IPV4);
            fleet.everyWrite(stream::send);
            fleet.beginRotation();
            boolean going = true;
            for (int i = 0; i < step && going; i++) {
                going = fleet.step();
            }

            fleet.host(vanishing).cutOff();
            fleet.settle();
            stream.send();
            fleet.host(vanishing).reconnect();
            fleet.settle();
            stream.send();

            stream.assertAllArrivedOnce();
            watches.forEach(LeakWatch::assertNone);
            Shop.assertConverged(fleet);
            return going;
        }
    }

    @Test
    void aHostThatStopsAndStartsAtAnyStepLosesNothingAndCatchesUp() {
        for (String stopping : List.of(WEB, DB)) {
            for (int step = 0; stopAt(stopping, step); step++) {
                assertThat(step).as("steps of a rotation").isLessThan(100);
            }
        }
    }

    private boolean stopAt(String stopping, int step) {
        try (Fleet fleet = Fleet.of(policy)) {
            fleet.applyEverywhere(policy);
            List<LeakWatch> watches = Shop.watch(fleet, WEB, DB);
            PacketStream stream = fleet.stream(WEB, DB, AddressFamily.IPV6);
            fleet.everyWrite(stream::send);
            fleet.beginRotation();
            boolean going = true;
            for (int i = 0; i < step && going; i++) {
                going = fleet.step();
            }

            fleet.host(stopping).restart();
            fleet.settle();
            stream.send();
            fleet.host(stopping).apply(policy);
            fleet.settle();
            stream.send();

            stream.assertAllArrivedOnce();
            watches.forEach(LeakWatch::assertNone);
            Shop.assertConverged(fleet);
            return going;
        }
    }
}
