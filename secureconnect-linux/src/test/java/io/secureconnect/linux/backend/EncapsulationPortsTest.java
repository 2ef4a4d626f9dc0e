package io.secureconnect.linux.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.UdpEncapsulationTemplate;
import io.secureconnect.linux.netlink.Errno;
import io.secureconnect.linux.udp.UdpPort;
import io.secureconnect.spi.BackendChange.InstallSa;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.ChangeResult.Outcome;
import io.secureconnect.spi.SpiReservation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When the ports are opened that SAs with UDP encapsulation receive on. */
class EncapsulationPortsTest extends BackendOnTwin {
    private static final UdpPort FOUR = new UdpPort(AddressFamily.IPV4, 4500);
    private static final UdpPort SIX = new UdpPort(AddressFamily.IPV6, 4500);
    private static final EspParameters IN_UDP = EspParameters.builder()
            .udpEncapsulation(new UdpEncapsulationTemplate(4500, 40000))
            .build();

    private InstallSa install(HostPair path, Direction direction, int spi) {
        return new InstallSa(sa(path, direction, spi, IN_UDP));
    }

    @Test
    void aPortIsOpenedForTheFirstInboundSaOfItsFamily() {
        applied(install(PATH, Direction.INBOUND, 0x1000), install(OTHER, Direction.INBOUND, 0x1001));
        assertThat(udp.asked).containsExactly(FOUR);

        applied(install(BackendOnTwin.SIX, Direction.INBOUND, 0x1002));
        assertThat(udp.asked).containsExactly(FOUR, SIX);
    }

    @Test
    void neitherOutboundSasNorThoseWithoutEncapsulationNeedAPort() {
        applied(install(PATH, Direction.OUTBOUND, 0x1000), new InstallSa(sa(PATH, Direction.INBOUND, 0x1001)));
        backend.snapshot();

        assertThat(udp.asked).isEmpty();
    }

    @Test
    void aTakenPortFailsTheSaWhichIsNotSentAndNothingElse() {
        udp.refused.put(FOUR, Errno.EADDRINUSE);

        List<ChangeResult> results = backend.apply(List.of(
                install(PATH, Direction.INBOUND, 0x1000), install(BackendOnTwin.SIX, Direction.INBOUND, 0x1001)));

        assertThat(results).extracting(ChangeResult::outcome).containsExactly(Outcome.FAILED, Outcome.APPLIED);
        assertThat(results.get(0).fault().orElseThrow().code()).isEqualTo(ErrorCode.KERNEL_REFUSED);
        assertThat(results.get(0).fault().orElseThrow().message()).contains("4500", "IKE daemon");
        assertThat(kernel.states).hasSize(1);
        assertThat(kernel.writes).hasSize(1);

        udp.refused.clear();
        applied(install(PATH, Direction.INBOUND, 0x1002));
    }

    @Test
    void aReservationStaysLarvalWhenThePortIsTaken() {
        SpiReservation reservation = backend.reserveSpi(PATH);
        udp.refused.put(FOUR, Errno.EADDRINUSE);

        fails(
                ErrorCode.KERNEL_REFUSED,
                "4500",
                install(PATH, Direction.INBOUND, reservation.spi().value()));
        assertThat(kernel.states).singleElement().asString().endsWith("larval");
    }

    @Test
    void anSaOfOthersOpensNoPort() {
        applied(new InstallSa(sa(PATH, Direction.INBOUND, 0x1234)));
        KernelTwin.host(kernel.states.get(0).body()).putInt(208, FOREIGN_REQID);

        fails(ErrorCode.SPI_IN_USE, "00001234", install(PATH, Direction.INBOUND, 0x1234));
        assertThat(udp.asked).isEmpty();
    }

    @Test
    void theNextBackendAdoptsThePortsOfInstalledSasAndTriesAgainWhereItCannot() {
        applied(install(PATH, Direction.INBOUND, 0x1000), install(BackendOnTwin.SIX, Direction.INBOUND, 0x1001));
        backend.close();
        assertThat(udp.held()).isEmpty();
        udp.refused.put(FOUR, Errno.EADDRINUSE);

        LinuxBackend next = open();
        assertThat(next.snapshot().sas()).hasSize(2);
        assertThat(udp.held()).containsExactly(SIX);

        udp.refused.clear();
        next.snapshot();
        assertThat(udp.held()).containsExactlyInAnyOrder(FOUR, SIX);
    }

    @Test
    void portsOfForeignSasAreNotOurs() {
        applied(install(PATH, Direction.INBOUND, 0x1000));
        backend.close();
        KernelTwin.host(kernel.states.get(0).body()).putInt(208, FOREIGN_REQID);

        open().snapshot();

        assertThat(udp.held()).isEmpty();
    }
}
