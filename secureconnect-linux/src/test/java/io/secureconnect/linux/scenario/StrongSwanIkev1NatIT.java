package io.secureconnect.linux.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.policy.UdpEncapsulation;
import io.secureconnect.linux.lab.Capture;
import io.secureconnect.linux.lab.Lab;
import io.secureconnect.linux.lab.RealKernel;
import io.secureconnect.linux.lab.XfrmDump;
import io.secureconnect.linux.scenario.OursAndStrongSwan.Initiator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** ESP in UDP by RFC 3947, because a NAT stands between the two or because one of them says so. */
@RealKernel
class StrongSwanIkev1NatIT {
    /** RFC 3948 §2.2: four zeros where ESP has its SPI say that it is IKE. */
    private static final String ESP_IN_UDP = "udp port 4500 and udp[4:2] > 12 and not udp[8:4] = 0";

    @ParameterizedTest(name = "a NAT before {0}, which initiates")
    @EnumSource(Initiator.class)
    void nat(Initiator initiator, Lab lab) {
        try (OursAndStrongSwan pair =
                OursAndStrongSwan.on(lab, initiator).ikev1().behindNat().open().connect()) {
            assertTravelsInUdp(pair);
        }
    }

    @ParameterizedTest(name = "no NAT, encapsulation forced by policy, {0} initiates")
    @EnumSource(Initiator.class)
    void forced(Initiator initiator, Lab lab) {
        try (OursAndStrongSwan pair = OursAndStrongSwan.on(lab, initiator)
                .ikev1()
                .terms(terms -> terms.udpEncapsulation(UdpEncapsulation.FORCE))
                .open()
                .connect()) {
            assertTravelsInUdp(pair);
        }
    }

    @ParameterizedTest(name = "no NAT, encapsulation forced by strongSwan, {0} initiates")
    @EnumSource(Initiator.class)
    void forcedByStrongSwan(Initiator initiator, Lab lab) {
        try (OursAndStrongSwan pair = OursAndStrongSwan.on(lab, initiator)
                .ikev1()
                .strongSwan(connection -> connection.with("encap", "yes"))
                .open()
                .connect()) {
            assertTravelsInUdp(pair);
        }
    }

    private static void assertTravelsInUdp(OursAndStrongSwan pair) {
        pair.assertFlows();
        Capture capture = pair.assertNothingClear();
        assertThat(capture.count(Capture.ESP)).isZero();
        assertThat(capture.count(ESP_IN_UDP)).isEqualTo(8);
        assertThat(XfrmDump.of(pair.ours().namespace()).states())
                .hasSize(2)
                .allSatisfy(state -> assertThat(state).contains("encap type espinudp"));
    }
}
