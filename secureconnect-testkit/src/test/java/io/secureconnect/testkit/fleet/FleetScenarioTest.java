package io.secureconnect.testkit.fleet;

import static io.secureconnect.testkit.fleet.Shop.DB;
import static io.secureconnect.testkit.fleet.Shop.WEB;
import static io.secureconnect.testkit.fleet.Shop.packet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.api.ApplyReport;
import io.secureconnect.api.CloseMode;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.api.sa.TrafficSelector;
import io.secureconnect.spi.Exemption;
import io.secureconnect.testkit.kernel.BackendFault.LoseEvents;
import io.secureconnect.testkit.kernel.IpPacket;
import io.secureconnect.testkit.kernel.XfrmCounter;
import io.secureconnect.testkit.net.LeakWatch;
import io.secureconnect.testkit.net.Leaks;
import io.secureconnect.testkit.net.PacketStream;
import io.secureconnect.testkit.net.WireConditions;
import io.secureconnect.testkit.net.WireEntry.Fate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From a policy to ESP and back, with the real engine on in-memory kernels. */
class FleetScenarioTest {
    private final PolicyDocument policy = Shop.policy();
    private final Fleet fleet = Fleet.of(policy);

    @AfterEach
    void endAndCheckKeys() {
        fleet.close();
        fleet.assertKeysServedOnce();
    }

    @Test
    void aRuleBecomesEspBetweenTwoHostsOverBothFamilies() {
        fleet.applyEverywhere(policy);
        Shop.assertConverged(fleet);
        for (AddressFamily family : AddressFamily.values()) {
            HostPair path = fleet.path(WEB, DB, family);
            fleet.network().send(packet(path, "select 1"));
            fleet.network().send(packet(path.mirror(), "1"));
            assertThat(fleet.network().accepted(path.remote())).containsExactly(packet(path, "select 1"));
            assertThat(fleet.network().accepted(path.local())).containsExactly(packet(path.mirror(), "1"));
            Leaks.between(path).assertNone(fleet.network().log());
            assertThat(fleet.network().log().entries())
                    .noneMatch(entry -> entry.packet().text().contains("select"));
        }
        assertThat(fleet.network().log().size()).isEqualTo(4);
    }

    @Test
    void untilKeysComeNothingPassesAndNoOneLeaks() {
        List<LeakWatch> watches = Shop.watch(fleet, WEB, DB);
        fleet.applyWithoutKeys(policy);
        for (AddressFamily family : AddressFamily.values()) {
            PacketStream stream = fleet.stream(WEB, DB, family);
            stream.send();
            assertThat(stream.lost()).hasSize(2);
        }
        assertThat(fleet.network().log().size()).as("packets on any wire").isZero();
        assertThat(fleet.kernel(WEB).counter(XfrmCounter.OUT_NO_STATES)).isEqualTo(2);
        watches.forEach(watch -> assertThat(watch.isClosed()).isTrue());
        watches.forEach(LeakWatch::assertNone);
    }

    @Test
    void aPairThatCannotBeEncryptedIsBlockedAtBothEnds() {
        fleet.applyEverywhere(policy);
        PacketStream stream = fleet.stream(WEB, "old1", AddressFamily.IPV4);
        stream.send();
        assertThat(stream.lost()).hasSize(2);
        assertThat(fleet.network().log().size()).isZero();
    }

    @Test
    void aPairThatNoRuleNamesIsLeftAsItIs() {
        fleet.applyEverywhere(policy);
        PacketStream stream = fleet.stream(WEB, "mail1", AddressFamily.IPV4);
        stream.send();
        stream.assertAllArrivedOnce();
        assertThat(Leaks.between(fleet.path(WEB, "mail1", AddressFamily.IPV4))
                        .in(fleet.network().log()))
                .hasSize(2);
        assertThat(fleet.kernel("mail1").foreignObjects()).isEmpty();
        assertThat(fleet.kernel("idle1").dump())
                .as("an idle host is not touched")
                .isEmpty();
    }

    @Test
    void neighborDiscoveryStaysAlive() {
        fleet.applyWithoutKeys(policy);
        HostPair path = fleet.path(WEB, DB, AddressFamily.IPV6);
        for (int type = 133; type <= 136; type++) {
            fleet.network().send(IpPacket.icmp(path.local(), path.remote(), type));
        }
        assertThat(fleet.network().accepted(path.remote())).hasSize(4);
        Leaks.between(path)
                .allowing(Exemption.neighborDiscovery())
                .assertNone(fleet.network().log());
    }

    @Test
    void aSecondApplyOfTheSamePolicyWritesNothing() {
        fleet.applyEverywhere(policy);
        AtomicInteger writes = new AtomicInteger();
        fleet.everyWrite(writes::incrementAndGet);
        for (FleetHost host : fleet.hosts()) {
            ApplyReport report = host.apply(policy);
            assertThat(report.written()).as(host.id()).isZero();
            assertThat(report.complete()).as(host.id()).isTrue();
        }
        fleet.settle();
        assertThat(writes).hasValue(0);
    }

    @Test
    void aSecondEngineAdoptsWhatTheFirstLeftAndWritesNothing() {
        fleet.applyEverywhere(policy);
        AtomicInteger writes = new AtomicInteger();
        fleet.everyWrite(writes::incrementAndGet);
        PacketStream stream = fleet.stream(WEB, DB, AddressFamily.IPV4);
        for (FleetHost host : fleet.hosts()) {
            host.stop(CloseMode.LEAVE);
            stream.send();
            host.start();
            assertThat(host.apply(policy).written()).as(host.id()).isZero();
            stream.send();
        }
        fleet.settle();
        assertThat(writes).hasValue(0);
        stream.assertAllArrivedOnce();
        Shop.assertConverged(fleet);
    }

    @Test
    void removalLeavesEveryKernelAsItWasFound() {
        Map<String, List<String>> before = dumps();
        fleet.applyEverywhere(policy);
        fleet.rotate();
        assertThat(dumps()).isNotEqualTo(before);
        fleet.hosts().forEach(host -> host.stop(CloseMode.REMOVE));
        assertThat(dumps()).isEqualTo(before);
    }

    private Map<String, List<String>> dumps() {
        Map<String, List<String>> dumps = new TreeMap<>();
        policy.workloads().forEach(w -> dumps.put(w.id(), fleet.kernel(w.id()).dump()));
        return dumps;
    }

    @Test
    void objectsOfOthersAreTheSameBeforeAndAfter() {
        List<String> before = Foreigners.settleOn(fleet, WEB, DB);
        fleet.applyEverywhere(policy);
        fleet.rotate();
        fleet.host(WEB).restart();
        fleet.host(WEB).apply(policy);
        fleet.settle();
        assertThat(fleet.kernel(WEB).foreignObjects()).isEqualTo(before);
        PacketStream stream = fleet.stream(WEB, DB, AddressFamily.IPV4);
        stream.send();
        stream.assertAllArrivedOnce();
        fleet.hosts().forEach(host -> host.stop(CloseMode.REMOVE));
        assertThat(fleet.kernel(WEB).foreignObjects()).isEqualTo(before);
        assertThat(fleet.kernel(WEB).dump()).isEqualTo(before);
    }

    @Test
    void aRuleThatGoesReleasesThePathAndOneThatComesClosesIt() {
        fleet.applyEverywhere(policy);
        List<LeakWatch> watches = Shop.watch(fleet, WEB, DB);
        watches.forEach(LeakWatch::release);
        fleet.applyEverywhere(Shop.disabled(8));
        PacketStream clear = fleet.stream(WEB, DB, AddressFamily.IPV4);
        clear.send();
        clear.assertAllArrivedOnce();
        assertThat(Shop.look(fleet.kernel(WEB)).sas()).isEmpty();
        assertThat(Shop.look(fleet.kernel(WEB)).paths()).isEmpty();

        List<LeakWatch> again = Shop.watch(fleet, WEB, DB);
        int log = fleet.network().log().size();
        fleet.applyEverywhere(Shop.policy(9, sa -> sa));
        PacketStream encrypted = fleet.stream(WEB, DB, AddressFamily.IPV6);
        encrypted.send();
        encrypted.assertAllArrivedOnce();
        Leaks.between(fleet.path(WEB, DB, AddressFamily.IPV6))
                .since(log)
                .assertNone(fleet.network().log());
        again.forEach(LeakWatch::assertNone);
        Shop.assertConverged(fleet);
    }

    @Test
    void aNewCipherIsTakenUpWithoutALeak() {
        fleet.applyEverywhere(policy);
        List<LeakWatch> watches = Shop.watch(fleet, WEB, DB);
        PolicyDocument next = Shop.policy(8, sa -> sa.espProposals(List.of(EspProposal.parse("chacha20poly1305"))));
        fleet.applyEverywhere(next);
        watches.forEach(LeakWatch::assertNone);
        Shop.assertConverged(fleet);
        assertThat(Shop.look(fleet.kernel(DB)).sas())
                .allSatisfy(
                        sa -> assertThat(sa.proposal().orElseThrow().keyword()).isEqualTo("chacha20poly1305"));
        PacketStream stream = fleet.stream(WEB, DB, AddressFamily.IPV4);
        stream.send();
        stream.assertAllArrivedOnce();
    }

    @Test
    void whatOthersRemoveIsPutBack() {
        fleet.applyEverywhere(policy);
        HostPair path = fleet.path(WEB, DB, AddressFamily.IPV4);
        fleet.kernel(WEB).removePolicy(TrafficSelector.of(path), Direction.INBOUND);
        fleet.settle();
        Shop.assertConverged(fleet);

        fleet.host(WEB).backend().inject(new LoseEvents(10));
        fleet.kernel(WEB).removePolicy(TrafficSelector.of(path), Direction.OUTBOUND);
        fleet.kernel(WEB).removePolicy(TrafficSelector.of(path.mirror()), Direction.OUTBOUND);
        fleet.settle();
        Shop.assertConverged(fleet);
        assertThat(fleet.kernel(WEB).sendsInClear(packet(path, "x"))).isFalse();
    }

    @Test
    void anSaThatOthersRemoveIsKeyedAnewAndNeverWithTheSameKey() {
        fleet.applyEverywhere(policy);
        List<LeakWatch> watches = Shop.watch(fleet, WEB, DB);
        Shop.look(fleet.kernel(DB)).sas().forEach(sa -> fleet.kernel(DB).removeSa(sa.id()));
        fleet.settle();
        Shop.assertConverged(fleet);
        PacketStream stream = fleet.stream(WEB, DB, AddressFamily.IPV6);
        stream.send();
        stream.assertAllArrivedOnce();
        watches.forEach(LeakWatch::assertNone);
    }

    @Test
    void softLimitsOfTimeLeadToNewKeysBeforeTheHardOnesEndTheOld() {
        fleet.applyEverywhere(policy);
        PacketStream stream = fleet.stream(WEB, DB, AddressFamily.IPV4);
        var first = Shop.spis(fleet, WEB, Direction.INBOUND);
        for (int minutes = 0; minutes < 180; minutes += 5) {
            fleet.advance(Duration.ofMinutes(5));
            stream.send();
        }
        stream.assertAllArrivedOnce();
        Shop.assertConverged(fleet);
        assertThat(Shop.spis(fleet, WEB, Direction.INBOUND)).doesNotContainAnyElementsOf(first);
        Leaks.between(fleet.path(WEB, DB, AddressFamily.IPV4))
                .assertNone(fleet.network().log());
    }

    @Test
    void limitsOfPacketsLeadToNewKeysToo() {
        PolicyDocument thrifty = Shop.policy(
                8,
                sa -> sa.childLifetime(
                        SaLifetime.builder().softPackets(20).hardPackets(1000).build()));
        fleet.applyEverywhere(thrifty);
        PacketStream stream = fleet.stream(WEB, DB, AddressFamily.IPV4);
        for (int i = 0; i < 100; i++) {
            stream.send();
            fleet.settle();
        }
        stream.assertAllArrivedOnce();
        assertThat(fleet.distributor().status())
                .anySatisfy(path -> assertThat(path.generation()).isGreaterThan(3));
    }

    @Test
    void aBadWireLosesPacketsAndLetsNothingThroughTwiceOrClear() {
        fleet.applyEverywhere(policy);
        fleet.network()
                .conditions(WireConditions.perfect()
                        .withLoss(0.1)
                        .withDelay(Duration.ofMillis(1))
                        .withDuplication(0.2)
                        .withReordering(0.2, Duration.ofMillis(9)));
        PacketStream stream = fleet.stream(WEB, DB, AddressFamily.IPV4);
        for (int i = 0; i < 200; i++) {
            stream.send();
            fleet.clock().advance(Duration.ofMillis(1));
            if (i == 100) {
                fleet.rotate();
            }
        }
        fleet.clock().advance(Duration.ofSeconds(1));
        assertThat(stream.repeated()).isEmpty();
        assertThat(stream.lost().size())
                .isLessThanOrEqualTo((int) fleet.network().log().count(Fate.LOST));
        Leaks.between(fleet.path(WEB, DB, AddressFamily.IPV4))
                .assertNone(fleet.network().log());
        assertThat(fleet.kernel(DB).counter(XfrmCounter.IN_STATE_SEQ_ERROR)).isPositive();
    }

    @Test
    void aMeshOfThirtyHostsComesUpRotatesAndGoesWithoutATrace() {
        PolicyDocument mesh = Mesh.policy(30);
        try (Fleet many = Fleet.of(mesh)) {
            many.applyEverywhere(mesh);
            many.rotate();
            PacketStream stream = many.stream("host00", "host29", AddressFamily.IPV4);
            stream.send();
            stream.assertAllArrivedOnce();
            assertThat(Shop.look(many.kernel("host17")).sas()).hasSize(29 * 2);
            many.hosts().forEach(host -> host.stop(CloseMode.REMOVE));
            many.hosts().forEach(host -> assertThat(host.kernel().dump()).isEmpty());
            many.assertKeysServedOnce();
        }
    }

    @Test
    void unknownNamesAreNamed() {
        assertThatThrownBy(() -> fleet.host("idle1")).hasMessageContaining("web1");
        assertThatThrownBy(() -> fleet.kernel("nobody")).hasMessageContaining("idle1");
        assertThatThrownBy(() -> fleet.path(WEB, "mail1", AddressFamily.IPV6)).hasMessageContaining("IPV6");
        assertThatThrownBy(() -> fleet.host(WEB).engine()).hasMessageContaining("start it first");
    }
}
