package io.secureconnect.testkit.kernel;

import static io.secureconnect.testkit.kernel.KernelFixture.PATH;
import static io.secureconnect.testkit.kernel.KernelFixture.toB;
import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.ChildSa;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.IpProtocol;
import io.secureconnect.api.sa.UdpEncapsulationTemplate;
import io.secureconnect.spi.BackendEvent;
import io.secureconnect.spi.BackendEvent.MappingChanged;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** RFC 3948. */
class UdpEncapsulationTest {
    private final KernelFixture hosts = new KernelFixture();
    private final List<BackendEvent> heardOnB = new ArrayList<>();
    private ChildSa child;

    @BeforeEach
    void connect() {
        child = hosts.connect(EspParameters.builder()
                .udpEncapsulation(new UdpEncapsulationTemplate(4500, 4501))
                .build());
        hosts.onB.listen(heardOnB::add);
    }

    @Test
    void espTravelsInsideUdpBetweenThePortsOfTheSa() {
        IpPacket wire = hosts.a.send(toB("x")).orElseThrow();
        assertThat(wire.protocol()).isEqualTo(IpProtocol.UDP);
        assertThat(wire.sourcePort()).hasValue(4500);
        assertThat(wire.destinationPort()).hasValue(4501);
        assertThat(wire.spi()).contains(child.outbound().id().spi());
        assertThat(hosts.b.receive(wire)).contains(toB("x"));
        assertThat(heardOnB).isEmpty();
    }

    @Test
    void nakedEspOfAnEncapsulatedSaIsAMismatchAndTheOtherWayRound() {
        IpPacket wire = hosts.a.send(toB("x")).orElseThrow();
        assertThat(hosts.b.receive(IpPacket.of(wire.source(), wire.destination(), IpProtocol.ESP, wire.data())))
                .isEmpty();
        assertThat(hosts.b.counter(XfrmCounter.IN_STATE_MISMATCH)).isEqualTo(1);

        hosts.rekey(EspParameters.standard());
        IpPacket naked = hosts.a.send(toB("x")).orElseThrow();
        assertThat(hosts.b.receive(IpPacket.udp(naked.source(), 4500, naked.destination(), 4501, naked.payload())))
                .isEmpty();
        assertThat(hosts.b.counter(XfrmCounter.IN_STATE_MISMATCH)).isEqualTo(2);
    }

    @Test
    void ikeBehindTheNonEspMarkerIsAPacketLikeOthers() {
        byte[] ike = new byte[32];
        assertThat(UdpEncapsulation.classify(ike)).isEqualTo(UdpEncapsulation.Content.IKE);
        assertThat(hosts.b.receive(IpPacket.udp(PATH.local(), 4500, PATH.remote(), 4501, ike)))
                .as("not exempt here, so the path's policy refuses it")
                .isEmpty();
        assertThat(hosts.b.counter(XfrmCounter.IN_TMPL_MISMATCH)).isEqualTo(1);
    }

    @Test
    void keepalivesVanishWithoutACount() {
        IpPacket keepalive = IpPacket.udp(PATH.local(), 4500, PATH.remote(), 4501, new byte[] {(byte) 0xff});
        assertThat(hosts.b.receive(keepalive)).isEmpty();
        assertThat(hosts.b.counters().values()).containsOnly(0L);
    }

    @Test
    void anotherSourcePortIsToldOnceAndAccepted() {
        for (int i = 0; i < 2; i++) {
            IpPacket wire = hosts.a.send(toB("x")).orElseThrow();
            assertThat(hosts.b.receive(wire.readdressed(wire.source(), 61000, wire.destination(), 4501)))
                    .contains(toB("x"));
        }
        assertThat(heardOnB)
                .containsExactly(
                        new MappingChanged(ChildSas.mirror(child).inbound().id(), PATH.local(), 61000));
    }

    @Test
    void anotherSourceAddressIsToldAndNotAcceptedBecauseTheSaIsForAnotherPath() {
        IpAddress elsewhere = IpAddress.parse("203.0.113.9");
        IpPacket wire = hosts.a.send(toB("x")).orElseThrow();
        assertThat(hosts.b.receive(wire.readdressed(elsewhere, wire.destination())))
                .isEmpty();
        assertThat(hosts.b.counter(XfrmCounter.IN_STATE_MISMATCH)).isEqualTo(1);
        assertThat(heardOnB)
                .containsExactly(
                        new MappingChanged(ChildSas.mirror(child).inbound().id(), elsewhere, 4500));
    }
}
