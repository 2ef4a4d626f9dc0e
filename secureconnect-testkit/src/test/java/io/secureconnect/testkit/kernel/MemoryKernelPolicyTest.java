package io.secureconnect.testkit.kernel;

import static io.secureconnect.testkit.kernel.KernelFixture.PATH;
import static io.secureconnect.testkit.kernel.KernelFixture.applied;
import static io.secureconnect.testkit.kernel.KernelFixture.toA;
import static io.secureconnect.testkit.kernel.KernelFixture.toB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.AddressPrefix;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpProtocol;
import io.secureconnect.api.sa.PortRange;
import io.secureconnect.api.sa.TrafficSelector;
import io.secureconnect.spi.BackendChange.AddExemption;
import io.secureconnect.spi.BackendChange.Protect;
import io.secureconnect.spi.Exemption;
import io.secureconnect.spi.Protection;
import io.secureconnect.testkit.kernel.SpdEntry.Action;
import org.junit.jupiter.api.Test;

class MemoryKernelPolicyTest {
    private final KernelFixture hosts = new KernelFixture();
    private final MemoryKernel a = hosts.a;

    @Test
    void withoutAPolicyPacketsPassAsTheyAre() {
        assertThat(a.send(toB("x"))).contains(toB("x"));
        assertThat(a.receive(toA("x"))).contains(toA("x"));
        assertThat(a.counters().values()).containsOnly(0L);
    }

    @Test
    void discardIsCountedInEachDirection() {
        applied(hosts.onA, new Protect(PATH, Protection.DISCARD));
        assertThat(a.send(toB("x"))).isEmpty();
        assertThat(a.receive(toA("x"))).isEmpty();
        assertThat(a.counter(XfrmCounter.OUT_POL_BLOCK)).isEqualTo(1);
        assertThat(a.counter(XfrmCounter.IN_POL_BLOCK)).isEqualTo(1);
        assertThat(hosts.heardOnA).isEmpty();
    }

    @Test
    void aClearPacketThatShouldBeEspMismatchesTheTemplate() {
        hosts.connect(EspParameters.standard());
        assertThat(a.receive(toA("clear"))).isEmpty();
        assertThat(a.counters()).containsEntry("XfrmInTmplMismatch", 1L).containsEntry("XfrmInPolBlock", 0L);
    }

    @Test
    void anExemptionPrecedesAPathAndIsNoWiderThanItSays() {
        TrafficSelector ssh = any(AddressFamily.IPV4)
                .protocol(IpProtocol.TCP)
                .localPorts(PortRange.of(22))
                .build();
        applied(hosts.onA, new Protect(PATH, Protection.ENCRYPT), new AddExemption(new Exemption("ssh", ssh)));
        assertThat(a.receive(IpPacket.tcp(PATH.remote(), 999, PATH.local(), 22, 1, new byte[3])))
                .isPresent();
        assertThat(a.send(IpPacket.tcp(PATH.local(), 22, PATH.remote(), 999, 1, new byte[3])))
                .isPresent();
        assertThat(a.send(IpPacket.tcp(PATH.local(), 999, PATH.remote(), 22, 1, new byte[3])))
                .as("the peer's port 22 is not ours")
                .isEmpty();
        assertThat(a.receive(IpPacket.udp(PATH.remote(), 999, PATH.local(), 22, new byte[3])))
                .isEmpty();
    }

    @Test
    void neighborDiscoveryPassesByTypeAndOtherIcmpDoesNot() {
        HostPair path = HostPair.of("2001:db8::1", "2001:db8::2");
        applied(hosts.onA, new Protect(path, Protection.ENCRYPT));
        Exemption.neighborDiscovery().forEach(exemption -> applied(hosts.onA, new AddExemption(exemption)));
        for (int type = 0; type < 256; type++) {
            boolean exempt = type >= 133 && type <= 136;
            assertThat(a.send(IpPacket.icmp(path.local(), path.remote(), type)).isPresent())
                    .as("ICMPv6 type %d", type)
                    .isEqualTo(exempt);
        }
    }

    @Test
    void aForeignPolicyOfLowerNumberWinsAndOneOfHigherDoesNot() {
        applied(hosts.onA, new Protect(PATH, Protection.DISCARD));
        putForeign(Direction.OUTBOUND, 5, Action.PASS);
        putForeign(Direction.INBOUND, 50_000, Action.PASS);
        assertThat(a.send(toB("x"))).isPresent();
        assertThat(a.receive(toA("x"))).isEmpty();
    }

    @Test
    void ofEqualNumbersTheOlderPolicyWins() {
        putForeign(Direction.OUTBOUND, ChangePlanner.PATH_PRIORITY, Action.PASS);
        applied(hosts.onA, new Protect(PATH, Protection.DISCARD));
        putForeign(Direction.INBOUND, ChangePlanner.PATH_PRIORITY, Action.PASS);
        assertThat(a.send(toB("x"))).isPresent();
        assertThat(a.receive(toA("x"))).isEmpty();
    }

    @Test
    void espOfAnotherOwnersSaDoesNotSatisfyOurPolicy() {
        applied(hosts.onA, new Protect(PATH, Protection.ENCRYPT));
        a.addForeignSa(
                "vpn", hosts.children.child(PATH, EspParameters.standard()).outbound(), 9);
        assertThat(a.send(toB("x"))).isEmpty();
        assertThat(a.counter(XfrmCounter.OUT_NO_STATES)).isEqualTo(1);
    }

    @Test
    void probesCountNothingAndAskForNothing() {
        applied(hosts.onA, new Protect(PATH, Protection.ENCRYPT));
        assertThat(a.sendsInClear(toB("x"))).isFalse();
        assertThat(a.acceptsInClear(toA("x"))).isFalse();
        assertThat(a.counters().values()).containsOnly(0L);
        assertThat(hosts.heardOnA).isEmpty();
    }

    @Test
    void observersSeeTheMomentBetweenTheTwoWritesOfAPath() {
        StringBuilder seen = new StringBuilder();
        a.observe(() -> seen.append(a.sendsInClear(toB("x")) ? 'o' : '.')
                .append(a.acceptsInClear(toA("x")) ? 'i' : '.')
                .append(' '));
        applied(hosts.onA, new Protect(PATH, Protection.DISCARD), new Protect(PATH, Protection.ENCRYPT));
        assertThat(seen).hasToString(".i .. .. .. ");
    }

    @Test
    void ourOwnObjectsCannotBePassedOffAsForeign() {
        SpdEntry ours =
                new SpdEntry(MemoryBackend.OWNER, TrafficSelector.of(PATH), Direction.INBOUND, 1, Action.PASS, 0);
        assertThatThrownBy(() -> a.putForeignPolicy(ours)).isInstanceOf(IllegalArgumentException.class);
    }

    private void putForeign(Direction direction, int priority, Action action) {
        TrafficSelector selector = any(AddressFamily.IPV4).build();
        a.putForeignPolicy(new SpdEntry("vpn", selector, direction, priority, action, 0));
    }

    private static TrafficSelector.Builder any(AddressFamily family) {
        return TrafficSelector.builder().local(AddressPrefix.any(family)).remote(AddressPrefix.any(family));
    }
}
