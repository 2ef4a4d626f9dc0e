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
    private static final EncapsulationEndpoint FOUR = new EncapsulationEndpoint(AddressFamily.IPV4, 4500);
    private static final EncapsulationEndpoint SIX = new EncapsulationEndpoint(AddressFamily.IPV6, 4500);

    private final FakePorts ports = new FakePorts();
    private final EncapsulationSockets sockets = new EncapsulationSockets(ports);

    @Test
    void anEndpointIsOpenedOnceAndClosedAtTheEnd() {
        sockets.require(FOUR);
        sockets.require(FOUR);
        sockets.adopt(List.of(FOUR, SIX));

        assertThat(ports.asked).containsExactly(FOUR, SIX);
        assertThat(ports.held).containsExactlyInAnyOrder(FOUR, SIX);
        sockets.close();
        assertThat(ports.held).isEmpty();
    }

    @Test
    void aTakenPortIsNamedWithItsLikelyOwnerAndTheRemedy() {
        ports.refused.put(FOUR, Errno.EADDRINUSE);

        assertThatThrownBy(() -> sockets.require(FOUR))
                .isInstanceOfSatisfying(
                        SecureConnectException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.KERNEL_REFUSED))
                .hasMessageContainingAll("UDP port 4500 over IPv4", "EADDRINUSE", "IKE daemon", "ss -ulpn", "stop it");

        ports.refused.clear();
        sockets.require(FOUR);
        assertThat(ports.held).containsExactly(FOUR);
    }

    @Test
    void aMissingRightIsNamed() {
        ports.refused.put(SIX, Errno.EPERM);

        assertThatThrownBy(() -> sockets.require(SIX))
                .isInstanceOfSatisfying(
                        SecureConnectException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PERMISSION_DENIED))
                .hasMessageContaining("CAP_NET_ADMIN");
    }

    @Test
    void adoptionTriesAllAndTriesAgain() {
        ports.refused.put(FOUR, Errno.EADDRINUSE);
        sockets.adopt(List.of(FOUR, SIX));
        assertThat(ports.held).containsExactly(SIX);

        ports.refused.clear();
        sockets.adopt(List.of(FOUR, SIX));
        assertThat(ports.held).containsExactlyInAnyOrder(FOUR, SIX);
    }

    @Test
    void aPortOutOfRangeIsACallersBug() {
        assertThatThrownBy(() -> new EncapsulationEndpoint(AddressFamily.IPV4, 65536))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("65536");
    }
}
