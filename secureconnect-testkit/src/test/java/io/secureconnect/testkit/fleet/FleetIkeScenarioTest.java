package io.secureconnect.testkit.fleet;

import static io.secureconnect.testkit.fleet.Shop.DB;
import static io.secureconnect.testkit.fleet.Shop.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.PathStatus;
import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.spi.Exemption;
import io.secureconnect.testkit.junit.Seeded;
import io.secureconnect.testkit.net.LeakWatch;
import io.secureconnect.testkit.net.Leaks;
import io.secureconnect.testkit.net.PacketStream;
import io.secureconnect.testkit.net.WireConditions;
import io.secureconnect.testkit.time.SeededRandom;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The real engines of a fleet agree on keys by IKE. */
@Seeded
class FleetIkeScenarioTest {
    private final PolicyDocument policy = Shop.policy(
            2,
            sas -> sas.keying(KeyingMode.IKE)
                    .childLifetime(SaLifetime.builder()
                            .soft(Duration.ofMinutes(2))
                            .hard(Duration.ofMinutes(3))
                            .build()));

    private static void assertNothingInClear(Fleet fleet) {
        for (AddressFamily family : AddressFamily.values()) {
            Leaks.between(fleet.path(WEB, DB, family))
                    .allowing(List.of(Exemption.ike(family, 500)))
                    .assertNone(fleet.network().log());
        }
    }

    @Test
    void aRuleBecomesEspBetweenTwoHostsOverBothFamilies(SeededRandom random) {
        try (Fleet fleet = Fleet.of(policy, random)) {
            List<LeakWatch> watches = Shop.watch(fleet, WEB, DB);
            fleet.applyWithoutKeys(policy);
            fleet.live(Duration.ofSeconds(15));
            Shop.assertConverged(fleet);
            for (AddressFamily family : AddressFamily.values()) {
                PacketStream stream = fleet.stream(WEB, DB, family);
                stream.send();
                stream.assertAllArrivedOnce();
            }
            assertNothingInClear(fleet);
            watches.forEach(LeakWatch::assertNone);
        }
    }

    @Test
    void childrenAreReplacedInTimeUnderAStream(SeededRandom random) {
        try (Fleet fleet = Fleet.of(policy, random)) {
            fleet.applyWithoutKeys(policy);
            fleet.live(Duration.ofSeconds(15));
            PacketStream stream = fleet.stream(WEB, DB, AddressFamily.IPV4);
            fleet.everyWrite(stream::send);
            Set<Spi> before = Shop.spis(fleet, WEB, Direction.INBOUND);
            for (int minute = 0; minute < 5; minute++) {
                fleet.live(Duration.ofMinutes(1));
                stream.send();
            }
            fleet.live(Duration.ofSeconds(30));
            stream.assertAllArrivedOnce();
            assertThat(Shop.spis(fleet, WEB, Direction.INBOUND)).doesNotContainAnyElementsOf(before);
            assertNothingInClear(fleet);
        }
    }

    @Test
    void anAgentThatComesBackReplacesWhatItLeftWithoutAClearPacket(SeededRandom random) {
        for (String id : List.of(WEB, DB)) {
            try (Fleet fleet = Fleet.of(policy, random.split())) {
                List<LeakWatch> watches = Shop.watch(fleet, WEB, DB);
                fleet.applyWithoutKeys(policy);
                fleet.live(Duration.ofSeconds(15));
                fleet.host(id).restart();
                fleet.host(id).apply(policy);
                fleet.live(Duration.ofMinutes(1));
                Shop.assertConverged(fleet);
                watches.forEach(LeakWatch::assertNone);
            }
        }
    }

    @Test
    void anEpochOfKeysGivesWayToTheNext(SeededRandom random) {
        try (Fleet fleet = Fleet.of(policy, random)) {
            fleet.applyWithoutKeys(policy);
            fleet.live(Duration.ofSeconds(15));
            for (String id : List.of(WEB, DB)) {
                fleet.secrets().announce(id, 1);
            }
            fleet.live(Duration.ofSeconds(15));
            fleet.secrets().change(WEB, 1);
            fleet.host(DB).restart();
            fleet.host(DB).apply(policy);
            fleet.live(Duration.ofMinutes(1));
            Shop.assertConverged(fleet);
            fleet.secrets().retire(WEB, 1);
            fleet.secrets().retire(DB, 1);
            fleet.host(WEB).restart();
            fleet.host(WEB).apply(policy);
            fleet.live(Duration.ofMinutes(2));
            Shop.assertConverged(fleet);
        }
    }

    @Test
    void hostsOfDifferentSecretsStayBlockedAndSayWhy(SeededRandom random) {
        try (Fleet fleet = Fleet.of(policy, random)) {
            fleet.secrets().retire(DB, 7);
            fleet.applyWithoutKeys(policy);
            fleet.live(Duration.ofSeconds(20));
            for (String id : List.of(WEB, DB)) {
                assertThat(fleet.host(id).status().paths())
                        .filteredOn(path -> path.state() != PathStatus.State.BLOCKED)
                        .isNotEmpty()
                        .allSatisfy(path -> assertThat(path.negotiationFailure())
                                .contains(NegotiationFailure.AUTHENTICATION_FAILED));
            }
            PacketStream stream = fleet.stream(WEB, DB, AddressFamily.IPV4);
            stream.send();
            assertThat(stream.lost()).hasSize(2);
            assertNothingInClear(fleet);
        }
    }

    @Test
    void eightHostsOverALossyNetworkBecomeAFullMesh(SeededRandom random) {
        PolicyDocument mesh = Mesh.policy(8, KeyingMode.IKE);
        try (Fleet fleet = Fleet.of(mesh, random)) {
            fleet.network()
                    .conditions(WireConditions.perfect()
                            .withDelay(Duration.ofMillis(5))
                            .withLoss(0.05));
            fleet.applyWithoutKeys(mesh);
            fleet.live(Duration.ofSeconds(30));
            for (FleetHost host : fleet.hosts()) {
                assertThat(host.status().paths())
                        .hasSize(7)
                        .allSatisfy(path -> assertThat(path.sas()).hasSize(2));
            }
            fleet.assertKeysServedOnce();
        }
    }
}
