package io.secureconnect.testkit.ike;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.testkit.junit.Seeded;
import io.secureconnect.testkit.kernel.IpPacket;
import io.secureconnect.testkit.net.WireConditions;
import io.secureconnect.testkit.net.WireEntry;
import io.secureconnect.testkit.time.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Hosts of both versions of IKE come to one serving pair of SAs for each pair of hosts, whatever happens on the way. */
@Seeded
class IsakmpMeshScenarioTest {
    private static final Duration DELAY = Duration.ofMillis(10);
    private static final int IKE = 500;
    private static final int VERSION = 17;
    private static final SaPolicy POLICY = SaPolicy.builder()
            .ikeProposals(List.of(
                    IkeProposal.parse("aes256gcm16-prfsha384-x25519"), IkeProposal.parse("aes256-sha256-ecp256")))
            .build();

    private static void assertFlows(IkeMesh mesh, MeshHost one, MeshHost other) {
        HostPair path = new HostPair(one.address(), other.address());
        byte[] data = "a datagram".getBytes(StandardCharsets.UTF_8);
        IpPacket there = IpPacket.udp(path.local(), 5000, path.remote(), 5000, data);
        IpPacket back = IpPacket.udp(path.remote(), 5000, path.local(), 5000, data);
        mesh.network().send(there);
        mesh.network().send(back);
        mesh.advance(Duration.ofSeconds(1));
        assertThat(mesh.network().accepted(other.address())).contains(there);
        assertThat(mesh.network().accepted(one.address())).contains(back);
    }

    private static Set<Integer> assertNothingInClear(IkeMesh mesh) {
        List<IpPacket> inClear = mesh.network().log().entries().stream()
                .map(WireEntry::packet)
                .filter(packet -> !packet.isEsp())
                .toList();
        assertThat(inClear).allMatch(packet -> packet.destinationPort().orElse(0) == IKE);
        return inClear.stream()
                .map(packet -> (packet.data()[VERSION] & 0xff) >>> 4)
                .collect(Collectors.toSet());
    }

    @Test
    void twoHostsThatBeginAtOnceEndWithOne(SeededRandom random) {
        for (int i = 0; i < 20; i++) {
            IkeMesh mesh = IkeMesh.mixed(2, 1, POLICY, random.split());
            mesh.network().conditions(WireConditions.perfect().withDelay(DELAY));
            MeshHost one = mesh.hosts().get(0);
            MeshHost other = mesh.hosts().get(1);
            mesh.startAll();
            one.acquire(new HostPair(one.address(), other.address()));
            other.acquire(new HostPair(other.address(), one.address()));
            mesh.advance(Duration.ofMinutes(1));
            mesh.assertWhole();
            assertFlows(mesh, one, other);
            assertThat(assertNothingInClear(mesh)).containsExactly(1);
        }
    }

    @Test
    void aHostThatDiedComesBackAndNothingOfBeforeRemains(SeededRandom random) {
        for (int dies = 0; dies < 2; dies++) {
            IkeMesh mesh = IkeMesh.mixed(2, 2, POLICY, random.split());
            mesh.network().conditions(WireConditions.perfect().withDelay(DELAY));
            mesh.startAll();
            mesh.advance(Duration.ofMinutes(1));
            mesh.assertWhole();
            MeshHost host = mesh.hosts().get(dies);
            host.kill();
            mesh.advance(Duration.ofSeconds(5));
            host.start();
            mesh.advance(Duration.ofMinutes(2));
            mesh.assertWhole();
            assertFlows(mesh, host, mesh.hosts().get(1 - dies));
            assertNothingInClear(mesh);
        }
    }

    @Test
    void tenHostsOverABadNetwork(SeededRandom random) {
        IkeMesh mesh = IkeMesh.mixed(10, 6, POLICY, random);
        mesh.network()
                .conditions(WireConditions.perfect()
                        .withDelay(DELAY)
                        .withLoss(0.2)
                        .withDuplication(0.1)
                        .withReordering(0.2, Duration.ofMillis(100)));
        mesh.startAll();
        mesh.advance(Duration.ofMinutes(5));
        mesh.network().conditions(WireConditions.perfect());
        mesh.advance(Duration.ofMinutes(2));
        mesh.assertWhole();
        assertNothingInClear(mesh);
    }

    @Test
    void thirtyHostsOfBothVersionsBecomeAFullMesh(SeededRandom random) {
        IkeMesh mesh = IkeMesh.mixed(30, 12, POLICY, random);
        mesh.network().conditions(WireConditions.perfect().withDelay(DELAY).withLoss(0.05));
        mesh.startAll();
        mesh.advance(Duration.ofMinutes(2));
        mesh.assertWhole();
        mesh.network().conditions(WireConditions.perfect().withDelay(DELAY));
        for (int i = 0; i < 15; i++) {
            assertFlows(mesh, mesh.hosts().get(i), mesh.hosts().get(29 - i));
        }
        assertThat(assertNothingInClear(mesh)).containsExactlyInAnyOrder(1, 2);
    }
}
