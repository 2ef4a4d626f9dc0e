package io.secureconnect.testkit.fleet;

import static io.secureconnect.testkit.fleet.Shop.DB;
import static io.secureconnect.testkit.fleet.Shop.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.PathStatus;
import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.api.policy.OperatingSystem;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.policy.Workload;
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
import io.secureconnect.testkit.net.WireEntry;
import io.secureconnect.testkit.time.SeededRandom;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The real engines of a fleet agree on keys by IKEv1 where one end stands for Windows. */
@Seeded
class FleetIsakmpScenarioTest {
    private static final int VERSION_IN_UDP = 8 + 17;

    /** Between hosts without Windows, and with it. */
    private static final Set<Integer> IKE = Set.of(500, 24500);

    /** Until what was replaced has gone. */
    private static final Duration SETTLED = Duration.ofMinutes(2);

    private final PolicyDocument policy = windows(Shop.policy(2, sas -> sas.keying(KeyingMode.IKE)), DB::equals);

    private static PolicyDocument windows(PolicyDocument policy, Predicate<String> which) {
        return PolicyDocument.builder()
                .from(policy)
                .workloads(policy.workloads().stream()
                        .map(workload -> which.test(workload.id())
                                ? Workload.builder()
                                        .from(workload)
                                        .os(OperatingSystem.WINDOWS)
                                        .build()
                                : workload)
                        .collect(Collectors.toList()))
                .build();
    }

    private static void assertNothingInClear(Fleet fleet) {
        for (AddressFamily family : AddressFamily.values()) {
            Leaks.between(fleet.path(WEB, DB, family))
                    .allowing(List.of(Exemption.ike(family, 500), Exemption.ike(family, 24500)))
                    .assertNone(fleet.network().log());
        }
    }

    private static Set<Integer> versions(Fleet fleet) {
        return fleet.network().log().entries().stream()
                .map(WireEntry::packet)
                .filter(packet -> IKE.contains(packet.destinationPort().orElse(0)))
                .map(packet -> (packet.payload()[VERSION_IN_UDP] & 0xff) >>> 4)
                .collect(Collectors.toSet());
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
            assertThat(versions(fleet)).containsExactly(1);
            assertNothingInClear(fleet);
            watches.forEach(LeakWatch::assertNone);
        }
    }

    @Test
    void childrenAreReplacedInTimeUnderAStream(SeededRandom random) {
        SaLifetime lifetime = SaLifetime.builder()
                .soft(Duration.ofMinutes(2))
                .hard(Duration.ofMinutes(3))
                .build();
        PolicyDocument shortLived =
                windows(Shop.policy(2, sas -> sas.keying(KeyingMode.IKE).childLifetime(lifetime)), DB::equals);
        try (Fleet fleet = Fleet.of(shortLived, random)) {
            fleet.applyWithoutKeys(shortLived);
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
                fleet.live(SETTLED);
                fleet.host(id).restart();
                fleet.host(id).apply(policy);
                fleet.live(SETTLED);
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
            fleet.live(SETTLED);
            Shop.assertConverged(fleet);
            fleet.secrets().retire(WEB, 1);
            fleet.secrets().retire(DB, 1);
            fleet.host(WEB).restart();
            fleet.host(WEB).apply(policy);
            fleet.live(SETTLED);
            Shop.assertConverged(fleet);
        }
    }

    @Test
    void hostsOfDifferentSecretsStayBlockedAndSayWhy(SeededRandom random) {
        try (Fleet fleet = Fleet.of(policy, random)) {
            fleet.secrets().retire(DB, 7);
            fleet.applyWithoutKeys(policy);
            fleet.live(SETTLED);
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
    void aPolicyThatSetsIkev2AsideForIkev1AndBackLosesNoClearPacket(SeededRandom random) {
        PolicyDocument modern = PolicyDocument.builder()
                .from(windows(policy, id -> false))
                .workloads(Shop.policy().workloads())
                .version(3)
                .build();
        PolicyDocument back = PolicyDocument.builder().from(policy).version(4).build();
        try (Fleet fleet = Fleet.of(policy, random)) {
            List<LeakWatch> watches = Shop.watch(fleet, WEB, DB);
            for (PolicyDocument next : List.of(policy, modern, back)) {
                fleet.applyWithoutKeys(next);
                fleet.live(SETTLED);
                Shop.assertConverged(fleet);
            }
            assertThat(versions(fleet)).containsExactlyInAnyOrder(1, 2);
            watches.forEach(LeakWatch::assertNone);
            assertNothingInClear(fleet);
        }
    }

    @Test
    void eightHostsOfBothVersionsOverALossyNetworkBecomeAFullMesh(SeededRandom random) {
        PolicyDocument mesh = windows(Mesh.policy(8, KeyingMode.IKE), id -> id.compareTo("host05") > 0);
        try (Fleet fleet = Fleet.of(mesh, random)) {
            fleet.network()
                    .conditions(WireConditions.perfect()
                            .withDelay(Duration.ofMillis(5))
                            .withLoss(0.05));
            fleet.applyWithoutKeys(mesh);
            fleet.live(Duration.ofSeconds(45));
            for (FleetHost host : fleet.hosts()) {
                assertThat(host.status().paths())
                        .hasSize(7)
                        .allSatisfy(path -> assertThat(path.sas()).hasSize(2));
            }
            assertThat(versions(fleet)).containsExactlyInAnyOrder(1, 2);
            fleet.assertKeysServedOnce();
        }
    }
}
