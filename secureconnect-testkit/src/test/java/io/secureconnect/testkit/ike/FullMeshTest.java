package io.secureconnect.testkit.ike;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.HostPair;
import io.secureconnect.testkit.junit.Seeded;
import io.secureconnect.testkit.kernel.IpPacket;
import io.secureconnect.testkit.net.WireConditions;
import io.secureconnect.testkit.net.WireEntry;
import io.secureconnect.testkit.time.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two hundred hosts in one JVM, on virtual time, reach a full mesh over a network that loses 5 %. {@code
 * -Dsecureconnect.mesh=N} takes another number of hosts.
 */
@Seeded
@Tag("slow")
class FullMeshTest {
    private static final int HOSTS = Integer.getInteger("secureconnect.mesh", 200);
    private static final WireConditions LOSSY =
            WireConditions.perfect().withDelay(Duration.ofMillis(10)).withLoss(0.05);

    @Test
    void everyPairHasOneIkeSaAndOneChildAndNothingPassedInClear(SeededRandom random) {
        IkeMesh mesh = IkeMesh.of(HOSTS, random);
        mesh.network().conditions(LOSSY);
        mesh.startAll();
        mesh.advance(Duration.ofMinutes(1));
        mesh.assertWhole();

        mesh.network().conditions(WireConditions.perfect());
        for (int i = 0; i < HOSTS / 2; i += 7) {
            assertFlows(mesh, mesh.hosts().get(i), mesh.hosts().get(HOSTS - 1 - i));
        }
        assertThat(mesh.network().log().entries())
                .as("whatever was on a wire")
                .map(WireEntry::packet)
                .allMatch(packet -> packet.isEsp() || packet.destinationPort().orElse(0) == 500);
        System.out.println("a full mesh of " + mesh.pairs() + " pairs, with " + random);
    }

    private static void assertFlows(IkeMesh mesh, MeshHost one, MeshHost other) {
        HostPair path = new HostPair(one.address(), other.address());
        byte[] data = "a datagram".getBytes(StandardCharsets.UTF_8);
        IpPacket there = IpPacket.udp(path.local(), 5000, path.remote(), 5000, data);
        IpPacket back = IpPacket.udp(path.remote(), 5000, path.local(), 5000, data);
        mesh.network().send(there);
        mesh.network().send(back);
        assertThat(mesh.network().accepted(other.address())).contains(there);
        assertThat(mesh.network().accepted(one.address())).contains(back);
    }
}
