package io.secureconnect.linux.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.linux.netlink.Errno;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncapsulationSocketsTest {
    private static final UdpPort FOUR = new UdpPort(AddressFamily.IPV4, 4500);
    private static final UdpPort SIX = new UdpPort(AddressFamily.IPV6, 4500);

    private final FakeUdp udp = new FakeUdp();
    private final EncapsulationSockets sockets = new EncapsulationSockets(udp);

    @Test
    void anEndpointIsOpenedOnceAndClosedAtTheEnd() {
        sockets.require(FOUR);
        sockets.require(FOUR);
        sockets.adopt(List.of(FOUR, SIX));

        assertThat(udp.asked).containsExactly(FOUR, SIX);
        assertThat(udp.held()).containsExactlyInAnyOrder(FOUR, SIX);
        sockets.close();
        assertThat(udp.held()).isEmpty();
    }

    @Test
    void aTakenPortIsNamedWithItsLikelyOwnerAndTheRemedy() {
        udp.refused.put(FOUR, Errno.EADDRINUSE);

        assertThatThrownBy(() -> sockets.require(FOUR))
                .isInstanceOfSatisfying(
                        SecureConnectException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.KERNEL_REFUSED))
                .hasMessageContainingAll("UDP port 4500 over IPv4", "EADDRINUSE", "IKE daemon", "ss -ulpn", "stop it");

        udp.refused.clear();
        sockets.require(FOUR);
        assertThat(udp.held()).containsExactly(FOUR);
    }

    @Test
    void aMissingRightIsNamed() {
        udp.refused.put(SIX, Errno.EPERM);

        assertThatThrownBy(() -> sockets.require(SIX))
                .isInstanceOfSatisfying(
                        SecureConnectException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PERMISSION_DENIED))
                .hasMessageContaining("CAP_NET_ADMIN");
    }

    @Test
    void adoptionTriesAllAndTriesAgain() {
        udp.refused.put(FOUR, Errno.EADDRINUSE);
        sockets.adopt(List.of(FOUR, SIX));
        assertThat(udp.held()).containsExactly(SIX);

        udp.refused.clear();
        sockets.adopt(List.of(FOUR, SIX));
        assertThat(udp.held()).containsExactlyInAnyOrder(FOUR, SIX);
    }

    @Test
    void aPortOutOfRangeIsACallersBug() {
        assertThatThrownBy(() -> new UdpPort(AddressFamily.IPV4, 65536))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("65536");
    }
}
