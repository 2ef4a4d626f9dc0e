package io.secureconnect.testkit.ike;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.HostPair;
import io.secureconnect.testkit.junit.Seeded;
import io.secureconnect.testkit.kernel.IpPacket;
import io.secureconnect.testkit.net.Leaks;
import io.secureconnect.testkit.net.WireConditions;
import io.secureconnect.testkit.time.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Hosts that all want IKE with each other come to one IKE SA and one child for each pair, whatever happens on the way. */
@Seeded
class MeshScenarioTest {
    private static final Duration DELAY = Duration.ofMillis(10);

    /** A datagram each way between two hosts; how many arrived. */
    private static int exchange(IkeMesh mesh, MeshHost one, MeshHost other) {
        int before = arrived(mesh, one) + arrived(mesh, other);
        byte[] data = "a datagram".getBytes(StandardCharsets.UTF_8);
        mesh.network().send(IpPacket.udp(one.address(), 5000, other.address(), 5000, data));
        mesh.network().send(IpPacket.udp(other.address(), 5000, one.address(), 5000, data));
        mesh.advance(Duration.ofSeconds(1));
        return arrived(mesh, one) + arrived(mesh, other) - before;
    }

    private static int arrived(IkeMesh mesh, MeshHost host) {
        return (int) mesh.network().accepted(host.address()).stream()
                .filter(packet -> packet.destinationPort().orElse(0) == 5000)
                .count();
    }

    private static void assertNothingInClear(IkeMesh mesh, MeshHost one, MeshHost other) {
        assertThat(Leaks.between(new HostPair(one.address(), other.address()))
                        .in(mesh.network().log()))
                .allMatch(entry -> entry.packet().destinationPort().orElse(0) == 500);
    }

    @Test
    void twoHostsThatBeginAtOnceEndWithOne(SeededRandom random) {
        for (int i = 0; i < 20; i++) {
            IkeMesh mesh = IkeMesh.of(2, random.split());
            mesh.network().conditions(WireConditions.perfect().withDelay(DELAY));
            MeshHost one = mesh.hosts().get(0);
            MeshHost other = mesh.hosts().get(1);
            mesh.startAll();
            one.acquire(new HostPair(one.address(), other.address()));
            other.acquire(new HostPair(other.address(), one.address()));
            mesh.advance(Duration.ofMinutes(1));
            mesh.assertWhole();
            assertThat(exchange(mesh, one, other)).isEqualTo(2);
            assertNothingInClear(mesh, one, other);
        }
    }

    @Test
    void aHostThatDiedComesBackAndNothingOfBeforeRemains(SeededRandom random) {
        for (int dies = 0; dies < 2; dies++) {
            IkeMesh mesh = IkeMesh.of(2, random.split());
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
            MeshHost peer = mesh.hosts().get(1 - dies);
            assertThat(exchange(mesh, host, peer)).isEqualTo(2);
            assertNothingInClear(mesh, host, peer);
        }
    }

    @Test
    void tenHostsOverABadNetwork(SeededRandom random) {
        IkeMesh mesh = IkeMesh.of(10, random);
        mesh.network()
                .conditions(WireConditions.perfect()
                        .withDelay(DELAY)
                        .withLoss(0.2)
                        .withDuplication(0.1)
                        .withReordering(0.2, Duration.ofMillis(100)));
        mesh.startAll();
        mesh.advance(Duration.ofMinutes(5));
        mesh.assertWhole();
    }
}
