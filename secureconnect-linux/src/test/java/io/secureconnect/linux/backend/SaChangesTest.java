package io.secureconnect.linux.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.api.sa.SaState;
import io.secureconnect.api.sa.SecurityAssociation;
import io.secureconnect.api.sa.UdpEncapsulationTemplate;
import io.secureconnect.spi.BackendChange.InstallSa;
import io.secureconnect.spi.BackendChange.Protect;
import io.secureconnect.spi.BackendChange.RemoveSa;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.ChangeResult.Outcome;
import io.secureconnect.spi.InstalledSa;
import io.secureconnect.spi.Protection;
import io.secureconnect.spi.SpiReservation;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Installing, completing and removing SAs. */
class SaChangesTest extends BackendOnTwin {
    @Test
    void anAeadSaIsWrittenAsTheKernelReadsIt() {
        EspParameters parameters = EspParameters.builder()
                .lifetime(SaLifetime.builder()
                        .soft(Duration.ofMinutes(5))
                        .hard(Duration.ofMinutes(6))
                        .softBytes(1000)
                        .hardPackets(9)
                        .build())
                .udpEncapsulation(new UdpEncapsulationTemplate(4500, 40000))
                .build();
        SecurityAssociation sa = sa(PATH, Direction.OUTBOUND, 0x1234, parameters);
        applied(new InstallSa(sa));

        KernelTwin.State state = kernel.states.get(0);
        assertThat(state).hasToString("10.0.0.1->10.0.0.2 spi 00001234 reqid 5c000001");
        ByteBuffer body = KernelTwin.host(state.body());
        assertThat(body.getLong(96)).as("soft octets").isEqualTo(1000);
        assertThat(body.getLong(104)).as("hard octets").isEqualTo(-1);
        assertThat(body.getLong(112)).as("soft packets").isEqualTo(-1);
        assertThat(body.getLong(120)).as("hard packets").isEqualTo(9);
        assertThat(body.getLong(128)).as("soft seconds").isEqualTo(300);
        assertThat(body.getLong(136)).as("hard seconds").isEqualTo(360);
        assertThat(body.get(214)).as("transport mode").isZero();
        assertThat(body.get(216)).as("ESN").isEqualTo((byte) 128);
        assertThat(body.getShort(40)).as("a selector of the pair").isEqualTo((short) 2);
        assertThat(body.getShort(42)).isEqualTo((short) (32 << 8 | 32));

        byte[] aead = KernelTwin.attribute(state.attributes(), 18);
        assertThat(KernelTwin.name(aead)).isEqualTo("rfc4106(gcm(aes))");
        assertThat(KernelTwin.host(aead).getInt(64)).isEqualTo(36 * 8);
        assertThat(KernelTwin.host(aead).getInt(68)).isEqualTo(128);
        sa.keys()
                .encryption()
                .use(key -> assertThat(Arrays.copyOfRange(aead, 72, 108)).isEqualTo(key));

        byte[] replay = KernelTwin.attribute(state.attributes(), 23);
        assertThat(replay).hasSize(24 + 16);
        assertThat(KernelTwin.host(replay).getInt(0)).as("words").isEqualTo(4);
        assertThat(KernelTwin.host(replay).getInt(20)).as("packets").isEqualTo(128);

        byte[] encapsulation = KernelTwin.attribute(state.attributes(), 4);
        assertThat(KernelTwin.host(encapsulation).getShort(0)).isEqualTo((short) 2);
        assertThat(KernelTwin.wire(encapsulation).getInt(2)).isEqualTo(4500 << 16 | 40000);
    }

    @Test
    void anInboundSaHasThePeersPortAsSource() {
        EspParameters parameters = EspParameters.builder()
                .udpEncapsulation(new UdpEncapsulationTemplate(4500, 40000))
                .build();
        applied(new InstallSa(sa(PATH, Direction.INBOUND, 0x1234, parameters)));

        byte[] encapsulation = KernelTwin.attribute(kernel.states.get(0).attributes(), 4);
        assertThat(KernelTwin.wire(encapsulation).getInt(2)).isEqualTo(40000 << 16 | 4500);
        assertThat(kernel.states.get(0)).hasToString("10.0.0.2->10.0.0.1 spi 00001234 reqid 5c000000");
    }

    @Test
    void aCipherWithAnHmacIsTwoAlgorithms() {
        EspParameters parameters = EspParameters.builder()
                .proposal(EspProposal.parse("aes256-sha512"))
                .build();
        applied(new InstallSa(sa(SIX, Direction.OUTBOUND, 0x1234, parameters)));

        byte[] attributes = kernel.states.get(0).attributes();
        byte[] cipher = KernelTwin.attribute(attributes, 2);
        assertThat(KernelTwin.name(cipher)).isEqualTo("cbc(aes)");
        assertThat(cipher).hasSize(68 + 32);
        byte[] hmac = KernelTwin.attribute(attributes, 20);
        assertThat(KernelTwin.name(hmac)).isEqualTo("hmac(sha512)");
        assertThat(KernelTwin.host(hmac).getInt(68)).as("truncated to").isEqualTo(256);
        assertThat(hmac).hasSize(72 + 64);
        assertThat(backend.snapshot().sas().get(0).proposal()).contains(parameters.proposal());
    }

    @Test
    void everyProposalIsRecognisedInADump() {
        int spi = 0x1000;
        for (EspProposal proposal : EspProposal.all()) {
            EspParameters parameters =
                    EspParameters.builder().proposal(proposal).build();
            SecurityAssociation sa = sa(PATH, Direction.INBOUND, spi++, parameters);
            applied(new InstallSa(sa));
            assertThat(backend.snapshot().sas())
                    .filteredOn(installed -> installed.id().equals(sa.id()))
                    .singleElement()
                    .satisfies(installed -> assertThat(installed.proposal()).contains(proposal));
        }
    }

    @Test
    void aReservationIsCompletedAndThenLeftAlone() {
        applied(new Protect(PATH, Protection.ENCRYPT));
        SpiReservation reservation = backend.reserveSpi(PATH);
        assertThat(kernel.states)
                .extracting(Object::toString)
                .containsExactly("10.0.0.2->10.0.0.1 spi c0000001 reqid 5c000000 larval");
        assertThat(backend.snapshot().sas()).extracting(InstalledSa::state).containsExactly(SaState.LARVAL);

        SecurityAssociation sa = sa(PATH, Direction.INBOUND, reservation.spi().value());
        applied(new InstallSa(sa));
        assertThat(kernel.writes).last().asString().startsWith("update 10.0.0.2->10.0.0.1 spi c0000001");

        kernel.writes.clear();
        assertThat(apply(new InstallSa(sa)).outcome()).isEqualTo(Outcome.UNCHANGED);
        reservation.close();
        assertThat(kernel.writes).isEmpty();
        assertThat(kernel.states).hasSize(1);
    }

    @Test
    void aReservationThatIsClosedIsDeletedOnce() {
        SpiReservation reservation = backend.reserveSpi(PATH);
        reservation.close();
        reservation.close();

        assertThat(kernel.states).isEmpty();
        assertThat(kernel.writes).filteredOn(w -> w.startsWith("delete")).hasSize(1);
    }

    @Test
    void anSpiOfOthersIsInUseAndStays() {
        applied(new InstallSa(sa(PATH, Direction.INBOUND, 0x1234)));
        KernelTwin.host(kernel.states.get(0).body()).putInt(208, FOREIGN_REQID);
        kernel.writes.clear();

        fails(ErrorCode.SPI_IN_USE, "00001234", new InstallSa(sa(PATH, Direction.INBOUND, 0x1234)));
        assertThat(apply(new RemoveSa(sa(PATH, Direction.INBOUND, 0x1234).id())).outcome())
                .isEqualTo(Outcome.UNCHANGED);
        assertThat(kernel.writes).isEmpty();
        assertThat(backend.snapshot().sas()).isEmpty();
    }

    @Test
    void aLostAnswerIsFoundOutAndTheKeyIsNeverSentTwice() {
        kernel.losesAnswersOnce = () -> kernel.states.size() == 1;
        applied(new InstallSa(sa(PATH, Direction.OUTBOUND, 0x1234)));

        assertThat(kernel.writes).hasSize(1);
    }

    @Test
    void aLostAnswerOfAnSaThatIsNotThereAsksForFreshKeys() {
        kernel.unknownAlgorithms.add("rfc4106(gcm(aes))");
        kernel.losesAnswersOnce = () -> kernel.writes.size() == 1;

        fails(ErrorCode.KERNEL_PROTOCOL, "fresh keys", new InstallSa(sa(PATH, Direction.OUTBOUND, 0x1234)));
        assertThat(kernel.writes).hasSize(1);
    }

    @Test
    void whatTheKernelLacksIsNamedWithTheRemedy() {
        kernel.unknownAlgorithms.add("rfc4106(gcm(aes))");
        kernel.withoutEsp.add(10);
        EspParameters cbc = EspParameters.builder()
                .proposal(EspProposal.parse("aes128-sha256"))
                .build();

        fails(ErrorCode.ALGORITHM_UNAVAILABLE, "modules: gcm", new InstallSa(sa(PATH, Direction.OUTBOUND, 0x1234)));
        fails(ErrorCode.ESP_UNAVAILABLE, "modprobe esp4 esp6", new InstallSa(sa(SIX, Direction.OUTBOUND, 0x1234, cbc)));
    }

    @Test
    void aFailureDoesNotStopTheChangesBehindIt() {
        kernel.unknownAlgorithms.add("rfc7539esp(chacha20,poly1305)");
        EspParameters chacha = EspParameters.builder()
                .proposal(EspProposal.parse("chacha20poly1305"))
                .build();

        assertThat(backend.apply(List.of(
                        new InstallSa(sa(PATH, Direction.INBOUND, 0x1000)),
                        new InstallSa(sa(PATH, Direction.INBOUND, 0x1001, chacha)),
                        new InstallSa(sa(PATH, Direction.OUTBOUND, 0x1002)))))
                .extracting(ChangeResult::outcome)
                .containsExactly(Outcome.APPLIED, Outcome.FAILED, Outcome.APPLIED);
    }

    @Test
    void theStateOfAnSaFollowsFromItsLimits() {
        applied(new InstallSa(sa(PATH, Direction.INBOUND, 0x1234)));
        KernelTwin.host(kernel.states.get(0).body())
                .putLong(160, 5000)
                .putLong(168, 7)
                .putLong(176, now.getEpochSecond());

        InstalledSa fresh = backend.snapshot().sas().get(0);
        assertThat(fresh.state()).isEqualTo(SaState.MATURE);
        assertThat(fresh.bytes()).hasValue(5000);
        assertThat(fresh.packets()).hasValue(7);
        assertThat(fresh.installedAt()).contains(now);
        assertThat(fresh.sequence()).hasValue(0);

        now = now.plus(Duration.ofMinutes(50));
        assertThat(backend.snapshot().sas().get(0).state()).isEqualTo(SaState.DYING);
    }
}
