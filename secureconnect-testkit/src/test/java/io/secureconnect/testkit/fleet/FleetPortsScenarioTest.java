package io.secureconnect.testkit.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.policy.IkeVersionPolicy;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.api.policy.OperatingSystem;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.policy.UdpEncapsulation;
import io.secureconnect.api.policy.Workload;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.spi.Exemption;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.testkit.junit.Seeded;
import io.secureconnect.testkit.kernel.IpPacket;
import io.secureconnect.testkit.kernel.MemoryBackend;
import io.secureconnect.testkit.net.LeakWatch;
import io.secureconnect.testkit.net.Leaks;
import io.secureconnect.testkit.net.PacketStream;
import io.secureconnect.testkit.net.WireEntry;
import io.secureconnect.testkit.time.SeededRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Pairs with a Windows end have UDP ports of their own, and a host that is in pairs of both kinds has two sets. */
@Seeded
class FleetPortsScenarioTest {
    private static final String LINUX = "host00";
    private static final String OTHER_LINUX = "host01";
    private static final String WINDOWS = "host02";

    /** Until what was replaced has gone. */
    private static final Duration SETTLED = Duration.ofMinutes(2);

    /** Three hosts, each with each; the last one stands for Windows. */
    private static PolicyDocument policy(long version, UnaryOperator<SaPolicy.Builder> change) {
        PolicyDocument mesh = Mesh.policy(3, KeyingMode.IKE);
        SaPolicy.Builder saPolicy = SaPolicy.builder().from(mesh.saPolicy());
        return PolicyDocument.builder()
                .from(mesh)
                .version(version)
                .saPolicy(change.apply(saPolicy).build())
                .workloads(mesh.workloads().stream()
                        .map(workload -> workload.id().equals(WINDOWS)
                                ? Workload.builder()
                                        .from(workload)
                                        .os(OperatingSystem.WINDOWS)
                                        .build()
                                : workload)
                        .collect(Collectors.toList()))
                .build();
    }

    private static HostPair path(Fleet fleet, String one, String other) {
        return fleet.path(one, other, AddressFamily.IPV4);
    }

    private static List<LeakWatch> watch(Fleet fleet) {
        List<LeakWatch> watches = new ArrayList<>();
        for (String one : List.of(LINUX, OTHER_LINUX, WINDOWS)) {
            for (String other : List.of(LINUX, OTHER_LINUX, WINDOWS)) {
                if (!one.equals(other)) {
                    watches.add(LeakWatch.on(fleet.kernel(one), path(fleet, one, other)));
                }
            }
        }
        return watches;
    }

    /** The UDP ports to which anything went between two hosts since the first {@code from} packets. */
    private static Set<Integer> ports(Fleet fleet, String one, String other, int from) {
        HostPair path = path(fleet, one, other);
        return fleet.network().log().entries().stream()
                .skip(from)
                .map(WireEntry::packet)
                .filter(packet ->
                        Set.of(packet.source(), packet.destination()).equals(Set.of(path.local(), path.remote())))
                .map(IpPacket::destinationPort)
                .filter(port -> port.isPresent())
                .map(port -> port.getAsInt())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void assertEachReachesEach(Fleet fleet) {
        for (List<String> pair :
                List.of(List.of(LINUX, OTHER_LINUX), List.of(LINUX, WINDOWS), List.of(OTHER_LINUX, WINDOWS))) {
            PacketStream stream = fleet.stream(pair.get(0), pair.get(1), AddressFamily.IPV4);
            stream.send();
            stream.assertAllArrivedOnce();
        }
        fleet.assertKeysServedOnce();
    }

    private static boolean isFree(Fleet fleet, String host, IkePorts ports) {
        try (MemoryBackend another = new MemoryBackend(fleet.kernel(host))) {
            another.openIke(ports).close();
            return true;
        } catch (RuntimeException taken) {
            return false;
        }
    }

    @Test
    void eachPairHasItsPortsAndNothingElseIsOpen(SeededRandom random) {
        PolicyDocument policy = policy(1, sas -> sas);
        try (Fleet fleet = Fleet.of(policy, random)) {
            List<LeakWatch> watches = watch(fleet);
            fleet.applyWithoutKeys(policy);
            fleet.live(SETTLED);
            assertThat(ports(fleet, LINUX, OTHER_LINUX, 0)).containsExactly(500);
            assertThat(ports(fleet, LINUX, WINDOWS, 0)).containsExactly(24500);
            assertThat(ports(fleet, OTHER_LINUX, WINDOWS, 0)).containsExactly(24500);
            assertThat(isFree(fleet, LINUX, IkePorts.standard())).isFalse();
            assertThat(isFree(fleet, LINUX, IkePorts.besideIkeext())).isFalse();
            assertThat(isFree(fleet, WINDOWS, IkePorts.standard()))
                    .as("500 and 4500 stay the system's own on Windows")
                    .isTrue();
            assertEachReachesEach(fleet);
            watches.forEach(LeakWatch::assertNone);
            Leaks.between(path(fleet, LINUX, WINDOWS))
                    .allowing(List.of(Exemption.ike(AddressFamily.IPV4, 24500)))
                    .assertNone(fleet.network().log());
        }
    }

    @Test
    void forcedIntoUdpItGoesOnBetweenThePortsOfNatTraversalOfThePair(SeededRandom random) {
        for (boolean modern : List.of(false, true)) {
            PolicyDocument policy = policy(
                    1,
                    sas -> sas.udpEncapsulation(UdpEncapsulation.FORCE)
                            .ikeVersionPolicy(modern ? IkeVersionPolicy.MODERN : IkeVersionPolicy.COMPATIBLE));
            try (Fleet fleet = Fleet.of(policy, random.split())) {
                List<LeakWatch> watches = watch(fleet);
                fleet.applyWithoutKeys(policy);
                fleet.live(SETTLED);
                assertThat(ports(fleet, LINUX, OTHER_LINUX, 0)).containsExactly(500, 4500);
                assertThat(ports(fleet, LINUX, WINDOWS, 0)).containsExactly(24500, 24501);
                int before = fleet.network().log().size();
                assertEachReachesEach(fleet);
                assertThat(ports(fleet, LINUX, OTHER_LINUX, before)).containsExactly(4500);
                assertThat(ports(fleet, LINUX, WINDOWS, before)).containsExactly(24501);
                watches.forEach(LeakWatch::assertNone);
            }
        }
    }

    @Test
    void controllerKeysForcedIntoUdpHaveThePortOfThePair(SeededRandom random) {
        PolicyDocument policy =
                policy(1, sas -> sas.keying(KeyingMode.CONTROLLER).udpEncapsulation(UdpEncapsulation.FORCE));
        try (Fleet fleet = Fleet.of(policy, random)) {
            List<LeakWatch> watches = watch(fleet);
            fleet.applyEverywhere(policy);
            assertEachReachesEach(fleet);
            assertThat(ports(fleet, LINUX, OTHER_LINUX, 0)).containsExactly(4500);
            assertThat(ports(fleet, LINUX, WINDOWS, 0)).containsExactly(24501);
            watches.forEach(LeakWatch::assertNone);
        }
    }

    @Test
    void otherPortsReplaceWhatStandsBeforeTheOldOnesAreClosed(SeededRandom random) {
        IkePorts others = new IkePorts(1500, 1501);
        for (IkePorts next : List.of(others, new IkePorts(500, 4501), new IkePorts(4500, 500))) {
            PolicyDocument before = policy(1, sas -> sas);
            PolicyDocument after = policy(2, sas -> sas.ikePorts(next).windowsIkePorts(next));
            try (Fleet fleet = Fleet.of(before, random.split())) {
                fleet.applyWithoutKeys(before);
                fleet.live(SETTLED);
                List<LeakWatch> watches = watch(fleet);
                List<PacketStream> streams = List.of(
                        fleet.stream(LINUX, OTHER_LINUX, AddressFamily.IPV4),
                        fleet.stream(LINUX, WINDOWS, AddressFamily.IPV4));
                streams.forEach(PacketStream::send);
                fleet.host(LINUX).apply(after);
                fleet.live(Duration.ofSeconds(30));
                streams.forEach(PacketStream::send);
                fleet.applyWithoutKeys(after);
                for (int seconds = 0; seconds < 300; seconds += 10) {
                    fleet.live(Duration.ofSeconds(10));
                    streams.forEach(PacketStream::send);
                }
                streams.forEach(PacketStream::assertAllArrivedOnce);
                int settled = fleet.network().log().size();
                fleet.live(Duration.ofMinutes(3)); // peers are asked whether they live
                assertThat(ports(fleet, LINUX, OTHER_LINUX, settled)).containsExactly(next.ike());
                assertThat(ports(fleet, LINUX, WINDOWS, settled)).containsExactly(next.ike());
                assertEachReachesEach(fleet);
                if (!next.overlaps(IkePorts.standard())) {
                    assertThat(isFree(fleet, LINUX, IkePorts.standard())).isTrue();
                }
                assertThat(isFree(fleet, LINUX, IkePorts.besideIkeext())).isTrue();
                watches.forEach(LeakWatch::assertNone);
            }
        }
    }
}
