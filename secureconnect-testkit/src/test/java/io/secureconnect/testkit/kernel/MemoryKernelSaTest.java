package io.secureconnect.testkit.kernel;

import static io.secureconnect.testkit.kernel.KernelFixture.PATH;
import static io.secureconnect.testkit.kernel.KernelFixture.applied;
import static io.secureconnect.testkit.kernel.KernelFixture.toA;
import static io.secureconnect.testkit.kernel.KernelFixture.toB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.api.sa.ChildSa;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.IpProtocol;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.api.sa.SecurityAssociation;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.spi.BackendChange.InstallSa;
import io.secureconnect.spi.BackendChange.Protect;
import io.secureconnect.spi.BackendChange.RemoveSa;
import io.secureconnect.spi.BackendEvent.Acquire;
import io.secureconnect.spi.BackendEvent.Expired;
import io.secureconnect.spi.Protection;
import io.secureconnect.spi.SpiReservation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MemoryKernelSaTest {
    private final KernelFixture hosts = new KernelFixture();

    private static EspParameters.Builder parameters() {
        return EspParameters.builder().from(EspParameters.standard());
    }

    private IpPacket wireToB(String text) {
        return hosts.a.send(toB(text)).orElseThrow();
    }

    @Test
    void aProtectedPacketTravelsAsEspAndArrivesAsItWas() {
        for (EspProposal proposal : EspProposal.all()) {
            ChildSa child = proposal.equals(EspProposal.all().get(0))
                    ? hosts.connect(parameters().proposal(proposal).build())
                    : hosts.rekey(parameters().proposal(proposal).build());
            IpPacket wire = wireToB("attack at dawn");
            assertThat(wire.protocol()).isEqualTo(IpProtocol.ESP);
            assertThat(wire.isEsp()).isTrue();
            assertThat(wire.spi()).contains(child.outbound().id().spi());
            assertThat(wire.text()).doesNotContain("dawn");
            assertThat(hosts.b.receive(wire)).contains(toB("attack at dawn"));
            assertThat(hosts.b.send(toA("at once")).flatMap(hosts.a::receive)).contains(toA("at once"));
        }
    }

    @Test
    void theNewestOutboundSaServesAndADyingOneOnlyInNeed() {
        ChildSa first = hosts.connect(parameters()
                .lifetime(SaLifetime.builder().soft(Duration.ofSeconds(10)).build())
                .build());
        ChildSa second = hosts.rekey(parameters()
                .lifetime(SaLifetime.builder().soft(Duration.ofSeconds(5)).build())
                .build());
        assertThat(wireToB("x").spi()).contains(second.outbound().id().spi());
        hosts.clock.advance(Duration.ofSeconds(6));
        assertThat(wireToB("x").spi())
                .as("the second is dying")
                .contains(first.outbound().id().spi());
        hosts.clock.advance(Duration.ofSeconds(6));
        assertThat(wireToB("x").spi())
                .as("both are dying")
                .contains(second.outbound().id().spi());
        applied(hosts.onA, new RemoveSa(second.outbound().id()));
        assertThat(wireToB("x").spi()).contains(first.outbound().id().spi());
    }

    @Test
    void keysAreAskedForOnceUntilTheAskingExpiresOrIsAnswered() {
        applied(hosts.onA, new Protect(PATH, Protection.ENCRYPT));
        hosts.a.send(toB("1"));
        hosts.a.send(toB("2"));
        assertThat(hosts.heardOnA).containsExactly(new Acquire(PATH));
        hosts.clock.advance(hosts.a.larvalLifetime());
        hosts.a.send(toB("3"));
        assertThat(hosts.heardOnA).containsExactly(new Acquire(PATH), new Acquire(PATH));

        ChildSa child = hosts.children.child(PATH, EspParameters.standard());
        applied(hosts.onA, new InstallSa(child.outbound()));
        assertThat(hosts.a.send(toB("4"))).isPresent();
        applied(hosts.onA, new RemoveSa(child.outbound().id()));
        hosts.a.send(toB("5"));
        assertThat(hosts.heardOnA).hasSize(3);
        assertThat(hosts.a.counter(XfrmCounter.OUT_NO_STATES)).isEqualTo(4);
    }

    @Test
    void aLarvalSaCarriesNothingAndExpires() {
        SpiReservation reservation = hosts.onA.reserveSpi(PATH);
        SaId id = new SaId(PATH, Direction.INBOUND, reservation.spi());
        byte[] esp = new byte[40];
        BigEndian.putInt(esp, 0, reservation.spi().value());
        assertThat(hosts.a.receive(IpPacket.of(PATH.remote(), PATH.local(), IpProtocol.ESP, esp)))
                .isEmpty();
        assertThat(hosts.a.counter(XfrmCounter.ACQUIRE_ERROR)).isEqualTo(1);
        hosts.clock.advance(hosts.a.larvalLifetime());
        assertThat(hosts.onA.snapshot().sas()).isEmpty();
        assertThat(hosts.heardOnA).containsExactly(new Expired(id, true));
    }

    @Test
    void replaysAreDroppedAndReorderingWithinTheWindowIsNot() {
        for (int window : new int[] {32, 128, 4096}) {
            ChildSa child = window == 32
                    ? hosts.connect(parameters().replayWindow(window).build())
                    : hosts.rekey(parameters().replayWindow(window).build());
            long before = hosts.b.counter(XfrmCounter.IN_STATE_SEQ_ERROR);
            List<IpPacket> wire = new ArrayList<>();
            for (int i = 0; i < window; i++) {
                wire.add(wireToB("packet " + i));
            }
            Collections.shuffle(wire, new Random(window));
            wire.forEach(packet -> assertThat(hosts.b.receive(packet)).isPresent());
            wire.forEach(packet -> assertThat(hosts.b.receive(packet)).isEmpty());
            assertThat(hosts.b.counter(XfrmCounter.IN_STATE_SEQ_ERROR) - before).isEqualTo(window);
            assertThat(child.outbound().parameters().replayWindow()).isEqualTo(window);
        }
    }

    @Test
    void extendedSequenceNumbersGoOnBeyondThirtyTwoBits() {
        for (String proposal : new String[] {"aes256gcm16", "chacha20poly1305", "aes128-sha256"}) {
            KernelFixture fresh = new KernelFixture();
            ChildSa child = fresh.connect(
                    parameters().proposal(EspProposal.parse(proposal)).build());
            fresh.a.skipTo(child.outbound().id(), 0xffff_fffaL);
            fresh.b.skipTo(ChildSas.mirror(child).inbound().id(), 0xffff_fffaL);
            List<IpPacket> wire = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                wire.add(fresh.a.send(toB("packet " + i)).orElseThrow());
            }
            Collections.shuffle(wire, new Random(5));
            wire.forEach(
                    packet -> assertThat(fresh.b.receive(packet)).as(proposal).isPresent());
            wire.forEach(
                    packet -> assertThat(fresh.b.receive(packet)).as(proposal).isEmpty());
            assertThat(fresh.onA.snapshot().sas().get(1).sequence()).hasValue(0x1_0000_0006L);
        }
    }

    @Test
    void withoutThemSequenceNumbersAreNeverUsedTwice() {
        ChildSa child =
                hosts.connect(parameters().extendedSequenceNumbers(false).build());
        hosts.a.skipTo(child.outbound().id(), 0xffff_fffeL);
        assertThat(hosts.carryToB(toB("the last"))).isPresent();
        assertThat(hosts.a.send(toB("one too many"))).isEmpty();
        assertThat(hosts.a.counter(XfrmCounter.OUT_STATE_SEQ_ERROR)).isEqualTo(1);
        hosts.rekey(EspParameters.standard());
        assertThat(hosts.carryToB(toB("under a new key"))).isPresent();
    }

    @Test
    void aForgeryIsCountedAndDoesNotMoveTheWindow() {
        hosts.connect(EspParameters.standard());
        IpPacket real = wireToB("real");
        byte[] forged = real.payload();
        forged[forged.length - 1] ^= 1;
        IpPacket forgery = IpPacket.of(real.source(), real.destination(), real.protocol(), forged);
        assertThat(hosts.b.receive(forgery)).isEmpty();
        assertThat(hosts.b.counter(XfrmCounter.IN_STATE_PROTO_ERROR)).isEqualTo(1);
        assertThat(hosts.b.receive(real)).isPresent();
    }

    @Test
    void aForgeryBeforeTheRealPacketDoesNotStopChacha20() {
        hosts.connect(
                parameters().proposal(EspProposal.parse("chacha20poly1305")).build());
        IpPacket real = wireToB("real");
        byte[] forged = real.payload();
        forged[20] ^= 1;
        assertThat(hosts.b.receive(IpPacket.of(real.source(), real.destination(), real.protocol(), forged)))
                .isEmpty();
        assertThat(hosts.b.receive(real)).isPresent();
    }

    @Test
    void espWithoutAnSaOrTooShortIsCounted() {
        hosts.connect(EspParameters.standard());
        assertThat(hosts.a.receive(IpPacket.of(PATH.remote(), PATH.local(), IpProtocol.ESP, new byte[40])))
                .isEmpty();
        assertThat(hosts.a.receive(IpPacket.of(PATH.remote(), PATH.local(), IpProtocol.ESP, new byte[7])))
                .isEmpty();
        assertThat(hosts.a.counter(XfrmCounter.IN_NO_STATES)).isEqualTo(1);
        assertThat(hosts.a.counter(XfrmCounter.IN_HDR_ERROR)).isEqualTo(1);
    }

    @Test
    void limitsOfOctetsEndAnSa() {
        ChildSa child = hosts.connect(parameters()
                .lifetime(SaLifetime.builder().softBytes(100).hardBytes(200).build())
                .build());
        IpPacket packet = toB("x".repeat(42)); // 50 octets with the UDP header
        for (int i = 0; i < 4; i++) {
            assertThat(hosts.a.send(packet)).isPresent();
        }
        assertThat(hosts.heardOnA).containsExactly(new Expired(child.outbound().id(), false));
        assertThat(hosts.a.send(packet)).isEmpty();
        assertThat(hosts.heardOnA).contains(new Expired(child.outbound().id(), true));
        assertThat(hosts.a.counter(XfrmCounter.OUT_STATE_EXPIRED)).isEqualTo(1);
        assertThat(hosts.a.send(packet)).isEmpty();
        assertThat(hosts.a.counter(XfrmCounter.OUT_NO_STATES)).isEqualTo(1);
    }

    @Test
    void aRemovedSaDoesNotExpireLater() {
        ChildSa child = hosts.connect(EspParameters.standard());
        applied(
                hosts.onA,
                new RemoveSa(child.outbound().id()),
                new RemoveSa(child.inbound().id()));
        hosts.clock.advance(Duration.ofHours(2));
        assertThat(hosts.heardOnA).isEmpty();
    }

    @Test
    void aKeyThatServesASecondSaIsMisuse() {
        ChildSa child = hosts.connect(EspParameters.standard());
        SaId other = new SaId(PATH, Direction.OUTBOUND, new Spi(0xbeef));
        SecurityAssociation second = new SecurityAssociation(
                other,
                child.outbound().partner(),
                child.outbound().parameters(),
                child.outbound().keys());
        assertThatThrownBy(() -> hosts.onA.apply(List.of(new InstallSa(second))))
                .isInstanceOf(KeyMisuseError.class)
                .hasMessageContaining("has served the SA");
        assertThat(hosts.a.ledger().violations()).hasSize(1);
    }

    @Test
    void aKeyThatServesAgainAfterItsRemovalIsMisuse() {
        ChildSa child = hosts.connect(EspParameters.standard());
        applied(hosts.onA, new RemoveSa(child.outbound().id()));
        assertThatThrownBy(() -> hosts.onA.apply(List.of(new InstallSa(child.outbound()))))
                .isInstanceOf(KeyMisuseError.class)
                .hasMessageContaining("sequence numbers begin again");
    }

    @Test
    void kernelsThatShareALedgerFindAKeyOnThreeHosts() {
        KeyLedger ledger = new KeyLedger(hosts.random);
        ChildSa child = hosts.children.child(PATH, EspParameters.standard());
        for (String name : List.of("one", "two")) {
            applied(
                    new MemoryBackend(MemoryKernel.builder(name).ledger(ledger).build()),
                    new InstallSa(child.inbound()));
        }
        MemoryBackend third =
                new MemoryBackend(MemoryKernel.builder("three").ledger(ledger).build());
        assertThatThrownBy(() -> third.apply(List.of(new InstallSa(child.inbound()))))
                .isInstanceOf(KeyMisuseError.class)
                .hasMessageContaining("more than two hosts");
    }
}
