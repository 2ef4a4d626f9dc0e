package io.secureconnect.testkit.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.IpProtocol;
import io.secureconnect.api.sa.UdpEncapsulationTemplate;
import io.secureconnect.spi.BackendChange.InstallSa;
import io.secureconnect.spi.BackendChange.Protect;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.DatagramPort;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.Protection;
import io.secureconnect.spi.UdpEndpoint;
import io.secureconnect.testkit.kernel.BackendFault.Crash;
import io.secureconnect.testkit.kernel.BackendFault.Crash.Moment;
import io.secureconnect.testkit.kernel.ChildSas;
import io.secureconnect.testkit.kernel.IpPacket;
import io.secureconnect.testkit.kernel.MemoryBackend;
import io.secureconnect.testkit.kernel.MemoryKernel;
import io.secureconnect.testkit.net.WireEntry.Fate;
import io.secureconnect.testkit.time.ManualClock;
import io.secureconnect.testkit.time.SeededRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Datagrams of IKE cross the network as packets like others. */
class IkeDatagramTest {
    private static final HostPair PATH = HostPair.of("10.0.0.1", "198.51.100.2");
    private static final IpAddress OUTSIDE = IpAddress.parse("203.0.113.7");
    private static final Bytes MARKED = Bytes.ofHex("00000000aabb");

    private final ManualClock clock = new ManualClock();
    private final VirtualNetwork network = new VirtualNetwork(clock, new SeededRandom(3));
    private final MemoryKernel a = MemoryKernel.builder("a").clock(clock).build();
    private final MemoryKernel b = MemoryKernel.builder("b").clock(clock).build();
    private final MemoryBackend onA = new MemoryBackend(a);
    private final MemoryBackend onB = new MemoryBackend(b);
    private final DatagramPort portOfA = onA.openIke(IkePorts.standard());
    private final DatagramPort portOfB = onB.openIke(IkePorts.standard());
    private final List<Datagram> heardOnA = new ArrayList<>();
    private final List<Datagram> heardOnB = new ArrayList<>();

    @BeforeEach
    void listen() {
        portOfA.listen(heardOnA::add);
        portOfB.listen(heardOnB::add);
    }

    private static UdpEndpoint at(IpAddress address, int port) {
        return new UdpEndpoint(address, port);
    }

    private void sendFromA(int port, Bytes payload) {
        portOfA.send(new Datagram(at(PATH.local(), port), at(PATH.remote(), port), payload));
    }

    private UdpEndpoint lastSourceOnB() {
        return heardOnB.get(heardOnB.size() - 1).remote();
    }

    @Nested
    class OnAWire {
        @BeforeEach
        void attach() {
            network.attach(a, PATH.local());
            network.attach(b, PATH.remote());
        }

        @Test
        void theyAreInTheLogAndMeetItsConditions() {
            sendFromA(500, MARKED);
            network.conditions(WireConditions.cut());
            sendFromA(500, MARKED);
            assertThat(network.log().entries()).extracting(WireEntry::fate).containsExactly(Fate.CARRIED, Fate.LOST);
            assertThat(heardOnB).containsExactly(new Datagram(at(PATH.remote(), 500), at(PATH.local(), 500), MARKED));
        }

        @Test
        void theSocketsPassABlockedPathAndTheirPortsAreOpenToNothingElse() {
            onA.apply(List.of(new Protect(PATH, Protection.DISCARD)));
            onB.apply(List.of(new Protect(PATH.mirror(), Protection.DISCARD)));
            sendFromA(500, MARKED);
            assertThat(heardOnB).hasSize(1);
            assertThat(network.send(IpPacket.udp(PATH.local(), 500, PATH.remote(), 500, new byte[9])))
                    .as("another process that sends from the port")
                    .isFalse();
            network.inject(IpPacket.udp(PATH.local(), 500, PATH.remote(), 501, new byte[9]));
            assertThat(network.accepted(PATH.remote())).hasSize(1);
        }

        @Test
        void largerOnesThanTheMtuAreDroppedOrCut() {
            network.conditions(WireConditions.perfect().withMtu(1280));
            Bytes large = Bytes.wrap(new byte[2000]);
            sendFromA(500, large);
            assertThat(network.log().count(Fate.TOO_BIG)).isEqualTo(1);
            network.conditions(WireConditions.perfect().withMtu(1280).withFragmentation());
            sendFromA(500, large);
            assertThat(heardOnB).hasSize(1);
        }

        @Test
        void aPacketInPiecesIsLostMoreOften() {
            network.conditions(
                    WireConditions.perfect().withMtu(576).withLoss(0.1).withFragmentation());
            for (int i = 0; i < 500; i++) {
                sendFromA(500, Bytes.wrap(new byte[5500])); // ten pieces
            }
            assertThat(heardOnB).hasSizeBetween(120, 230); // 0.9^10 of 500 are 174
        }

        @Test
        void theSocketsDieWithTheirProcess() {
            onB.inject(new Crash(1, Moment.BEFORE));
            assertThatThrownBy(() -> onB.apply(List.of(new Protect(PATH.mirror(), Protection.ENCRYPT))))
                    .isInstanceOf(Throwable.class);
            sendFromA(500, MARKED);
            assertThat(heardOnB).isEmpty();
            new MemoryBackend(b).openIke(IkePorts.standard()).close();
        }

        @Test
        void aPortThatIsNotTheSocketsIsACallersFault() {
            assertThatThrownBy(() -> sendFromA(501, MARKED))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("501");
        }
    }

    @Nested
    class ThroughANat {
        @Test
        void portsAreRewrittenAndAnswersFindTheirWayBack() {
            Nat nat = new Nat(OUTSIDE);
            attach(nat);
            sendFromA(500, MARKED);
            sendFromA(4500, MARKED);
            UdpEndpoint seen = lastSourceOnB();
            assertThat(seen.address()).isEqualTo(OUTSIDE);
            assertThat(seen.port()).isNotEqualTo(4500);
            portOfB.send(new Datagram(at(PATH.remote(), 4500), seen, MARKED));
            assertThat(heardOnA).containsExactly(new Datagram(at(PATH.local(), 4500), at(PATH.remote(), 4500), MARKED));
        }

        @Test
        void espInUdpTakesTheSameMappingAsIke() {
            attach(new Nat(OUTSIDE));
            sendFromA(4500, MARKED);
            int port = lastSourceOnB().port();
            HostPair pathOfB = new HostPair(PATH.remote(), OUTSIDE);
            ChildSas children = new ChildSas(new SeededRandom(8));
            EspParameters udp = EspParameters.builder()
                    .udpEncapsulation(UdpEncapsulationTemplate.standard())
                    .build();
            onA.apply(List.of(new Protect(PATH, Protection.ENCRYPT)));
            onA.apply(List.of(new InstallSa(children.child(PATH, udp).outbound())));
            network.send(IpPacket.udp(PATH.local(), 1, PATH.remote(), 2, new byte[5]));
            IpPacket esp = network.log().entries().get(network.log().size() - 1).packet();
            assertThat(esp.isEsp()).isTrue();
            assertThat(esp.source()).isEqualTo(pathOfB.remote());
            assertThat(esp.sourcePort()).hasValue(port);
            assertThat(heardOnB).as("ESP is not for the sockets").hasSize(1);
        }

        @Test
        void aMappingThatNobodyUsesIsForgotten() {
            attach(Nat.forgetting(OUTSIDE, clock, Duration.ofSeconds(30)));
            sendFromA(4500, MARKED);
            UdpEndpoint first = lastSourceOnB();
            clock.advance(Duration.ofSeconds(20));
            sendFromA(4500, Bytes.ofHex("ff"));
            clock.advance(Duration.ofSeconds(29));
            portOfB.send(new Datagram(at(PATH.remote(), 4500), first, MARKED));
            assertThat(heardOnA).hasSize(1);
            clock.advance(Duration.ofSeconds(1));
            portOfB.send(new Datagram(at(PATH.remote(), 4500), first, MARKED));
            assertThat(heardOnA).hasSize(1);
            sendFromA(4500, MARKED);
            assertThat(lastSourceOnB()).isNotEqualTo(first);
        }

        @Test
        void aForwardedPortLeadsInsideWithoutAPacketFromThere() {
            Nat nat = new Nat(OUTSIDE);
            attach(nat);
            nat.forward(IpProtocol.UDP, 500, PATH.local());
            portOfB.send(new Datagram(at(PATH.remote(), 500), at(OUTSIDE, 500), MARKED));
            assertThat(heardOnA).hasSize(1);
            sendFromA(500, MARKED);
            assertThat(lastSourceOnB()).isEqualTo(at(OUTSIDE, 500));
        }

        private void attach(Nat nat) {
            network.attachBehind(nat, a, PATH.local());
            network.attach(b, PATH.remote());
        }
    }
}
