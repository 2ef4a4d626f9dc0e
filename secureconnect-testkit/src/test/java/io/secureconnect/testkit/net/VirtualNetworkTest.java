package io.secureconnect.testkit.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.api.sa.ChildSa;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SecurityAssociation;
import io.secureconnect.api.sa.UdpEncapsulationTemplate;
import io.secureconnect.spi.BackendChange.InstallSa;
import io.secureconnect.spi.BackendChange.Protect;
import io.secureconnect.spi.BackendChange.Unprotect;
import io.secureconnect.spi.BackendEvent;
import io.secureconnect.spi.BackendEvent.MappingChanged;
import io.secureconnect.spi.Exemption;
import io.secureconnect.spi.Protection;
import io.secureconnect.testkit.kernel.ChildSas;
import io.secureconnect.testkit.kernel.IpPacket;
import io.secureconnect.testkit.kernel.MemoryBackend;
import io.secureconnect.testkit.kernel.MemoryKernel;
import io.secureconnect.testkit.kernel.XfrmCounter;
import io.secureconnect.testkit.net.WireEntry.Fate;
import io.secureconnect.testkit.time.ManualClock;
import io.secureconnect.testkit.time.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VirtualNetworkTest {
    private static final HostPair PATH = HostPair.of("192.0.2.1", "198.51.100.2");
    private static final IpAddress A = PATH.local();
    private static final IpAddress B = PATH.remote();

    private final ManualClock clock = new ManualClock();
    private final SeededRandom random = new SeededRandom(5);
    private final MemoryKernel a = MemoryKernel.builder("a").clock(clock).build();
    private final MemoryKernel b = MemoryKernel.builder("b").clock(clock).build();
    private final MemoryBackend onA = new MemoryBackend(a);
    private final MemoryBackend onB = new MemoryBackend(b);
    private final VirtualNetwork network = new VirtualNetwork(clock, random);

    @BeforeEach
    void attach() {
        network.attach(a, A);
        network.attach(b, B);
    }

    private static IpPacket packet(int number) {
        return IpPacket.udp(A, 1000, B, 2000, ("number " + number).getBytes(StandardCharsets.UTF_8));
    }

    private List<String> sendHundred() {
        for (int i = 0; i < 100; i++) {
            network.send(packet(i));
            clock.advance(Duration.ofMillis(1));
        }
        clock.advance(Duration.ofSeconds(1));
        return network.accepted(B).stream().map(IpPacket::text).collect(Collectors.toList());
    }

    private ChildSa connect(EspParameters parameters, HostPair pathOfA, HostPair pathOfB) {
        onA.apply(List.of(new Protect(pathOfA, Protection.ENCRYPT)));
        onB.apply(List.of(new Protect(pathOfB, Protection.ENCRYPT)));
        ChildSas children = new ChildSas(random);
        ChildSa child = children.child(pathOfA, parameters);
        onA.apply(List.of(new InstallSa(child.inbound()), new InstallSa(child.outbound())));
        return child;
    }

    @Test
    void aPerfectWireDeliversAtOnceAndInOrder() {
        for (int i = 0; i < 100; i++) {
            assertThat(network.send(packet(i))).isTrue();
            assertThat(network.accepted(B)).hasSize(i + 1).endsWith(packet(i));
        }
        assertThat(network.log().count(Fate.CARRIED)).isEqualTo(100);
    }

    @Test
    void aDelayedPacketArrivesWhenTheClockHasAdvancedSoFar() {
        network.conditions(WireConditions.perfect().withDelay(Duration.ofMillis(20)));
        network.send(packet(1));
        clock.advance(Duration.ofMillis(19));
        assertThat(network.accepted(B)).isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(network.accepted(B)).containsExactly(packet(1));
    }

    @Test
    void lossDuplicationAndReorderingHappenAndComeAgainWithTheSeed() {
        network.conditions(WireConditions.perfect()
                .withLoss(0.2)
                .withDelay(Duration.ofMillis(3))
                .withDuplication(0.2)
                .withReordering(0.2, Duration.ofMillis(10)));
        List<String> first = sendHundred();
        assertThat(network.log().count(Fate.LOST)).isBetween(5L, 50L);
        assertThat(first).hasSizeGreaterThan(first.stream().distinct().toArray().length);
        assertThat(first.stream().distinct().collect(Collectors.toList()))
                .isNotEqualTo(first.stream()
                        .distinct()
                        .sorted((x, y) -> Integer.compare(number(x), number(y)))
                        .collect(Collectors.toList()));

        VirtualNetworkTest again = new VirtualNetworkTest();
        again.attach();
        again.network.conditions(WireConditions.perfect()
                .withLoss(0.2)
                .withDelay(Duration.ofMillis(3))
                .withDuplication(0.2)
                .withReordering(0.2, Duration.ofMillis(10)));
        assertThat(again.sendHundred()).isEqualTo(first);
    }

    private static int number(String text) {
        return Integer.parseInt(text.substring("number ".length()));
    }

    @Test
    void tooBigPacketsAreDroppedAndCountedOnThatWireOnly() {
        network.conditions(A, B, WireConditions.perfect().withMtu(100));
        network.send(IpPacket.udp(A, 1, B, 2, new byte[72]));
        network.send(IpPacket.udp(A, 1, B, 2, new byte[73]));
        assertThat(network.accepted(B)).hasSize(1);
        assertThat(network.log().count(Fate.TOO_BIG)).isEqualTo(1);
    }

    @Test
    void unknownAddressesAreNamed() {
        network.send(IpPacket.echoRequest(A, IpAddress.parse("203.0.113.1")));
        assertThat(network.log().count(Fate.NO_ROUTE)).isEqualTo(1);
        assertThatThrownBy(() -> network.send(IpPacket.echoRequest(IpAddress.parse("203.0.113.1"), A)))
                .hasMessageContaining("203.0.113.1");
        assertThatThrownBy(() -> network.attach(b, A)).hasMessageContaining(A.toString());
    }

    @Test
    void espInsideUdpCrossesANatAndNakedEspDoesNot() {
        IpAddress inside = IpAddress.parse("10.0.0.9");
        Nat nat = new Nat(IpAddress.parse("203.0.113.7"));
        MemoryKernel c = MemoryKernel.builder("c").clock(clock).build();
        MemoryBackend onC = new MemoryBackend(c);
        network.attachBehind(nat, c, inside);
        HostPair pathOfC = new HostPair(inside, B);
        HostPair pathOfB = new HostPair(B, nat.publicAddress());
        IpPacket datagram = IpPacket.udp(inside, 7, B, 8, new byte[] {1, 2, 3});

        assertThat(network.send(IpPacket.of(inside, B, 50, new byte[40]))).isTrue();
        assertThat(network.log().count(Fate.NOT_TRANSLATED)).isEqualTo(1);

        onC.apply(List.of(new Protect(pathOfC, Protection.ENCRYPT)));
        onB.apply(List.of(new Protect(pathOfB, Protection.ENCRYPT)));
        ChildSa child = new ChildSas(random)
                .child(
                        pathOfC,
                        EspParameters.builder()
                                .udpEncapsulation(UdpEncapsulationTemplate.standard())
                                .build());
        // B knows C by the address and port that the NAT gives.
        ChildSa atB = natted(ChildSas.mirror(child), pathOfB, 61_000);
        onB.apply(List.of(new InstallSa(atB.inbound()), new InstallSa(atB.outbound())));
        onC.apply(List.of(new InstallSa(child.inbound()), new InstallSa(child.outbound())));

        network.send(datagram);
        assertThat(network.accepted(B)).hasSize(1);
        assertThat(network.accepted(B).get(0).source()).isEqualTo(nat.publicAddress());
        network.send(IpPacket.udp(B, 8, nat.publicAddress(), 7, new byte[] {4}));
        assertThat(network.accepted(inside)).hasSize(1);

        List<BackendEvent> heard = new ArrayList<>();
        onB.listen(heard::add);
        nat.rebind();
        network.send(datagram);
        assertThat(heard).containsExactly(new MappingChanged(atB.inbound().id(), nat.publicAddress(), 61_001));
        Leaks.between(pathOfB).since(1).assertNone(network.log());
        Leaks.between(pathOfC).since(1).assertNone(network.log());
    }

    private static ChildSa natted(ChildSa child, HostPair path, int port) {
        return new ChildSa(natted(child.inbound(), path, port), natted(child.outbound(), path, port));
    }

    private static SecurityAssociation natted(SecurityAssociation sa, HostPair path, int port) {
        return new SecurityAssociation(
                new SaId(path, sa.id().direction(), sa.id().spi()),
                sa.partner(),
                EspParameters.builder()
                        .from(sa.parameters())
                        .udpEncapsulation(new UdpEncapsulationTemplate(4500, port))
                        .build(),
                sa.keys());
    }

    @Test
    void theJudgeFindsEachClearPacketAndNoOthers() {
        network.send(packet(1));
        int before = network.log().size();
        connect(EspParameters.standard(), PATH, PATH.mirror());
        network.send(packet(2));
        Leaks.between(PATH).since(before).assertNone(network.log());
        assertThat(Leaks.between(PATH.mirror()).in(network.log()))
                .extracting(WireEntry::packet)
                .containsExactly(packet(1));

        network.inject(IpPacket.udp(B, 9, A, 500, new byte[4]));
        assertThatThrownBy(() -> Leaks.between(PATH).since(before).assertNone(network.log()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("1 clear packet(s)")
                .hasMessageContaining("9->500");
        assertThat(network.accepted(A))
                .as("an injected clear packet is refused")
                .isEmpty();
        assertThat(a.counter(XfrmCounter.IN_TMPL_MISMATCH)).isEqualTo(1);
    }

    @Test
    void theJudgeAllowsWhatIsExemptAtEitherEnd() {
        Exemption ike = Exemption.ike(A.family(), 500);
        network.inject(IpPacket.udp(A, 500, B, 500, new byte[4]));
        network.inject(IpPacket.udp(B, 500, A, 500, new byte[4]));
        assertThat(Leaks.between(PATH).in(network.log())).hasSize(2);
        Leaks.between(PATH).allowing(List.of(ike)).assertNone(network.log());
        network.inject(IpPacket.udp(B, 500, A, 501, new byte[4]));
        assertThat(Leaks.between(PATH).allowing(List.of(ike)).in(network.log())).hasSize(1);
    }

    @Test
    void theWatchFindsADirectionThatOpensAgain() {
        LeakWatch watch = LeakWatch.on(a, PATH);
        onA.apply(List.of(new Protect(PATH, Protection.ENCRYPT), new Protect(PATH, Protection.DISCARD)));
        assertThat(watch.isClosed()).isTrue();
        assertThat(watch.steps()).isEqualTo(5);
        watch.assertNone();
        onA.apply(List.of(new Unprotect(PATH)));
        assertThatThrownBy(watch::assertNone).hasMessageContaining("step 6: INBOUND is open again");
    }

    @Test
    void theWatchLooksAwayOnceThePathIsReleased() {
        LeakWatch watch = LeakWatch.on(a, PATH);
        onA.apply(List.of(new Protect(PATH, Protection.ENCRYPT)));
        watch.release();
        onA.apply(List.of(new Unprotect(PATH)));
        watch.assertNone();
    }
}
