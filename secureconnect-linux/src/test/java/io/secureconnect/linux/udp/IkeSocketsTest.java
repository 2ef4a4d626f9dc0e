package io.secureconnect.linux.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.linux.netlink.Errno;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.UdpEndpoint;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class IkeSocketsTest {
    private static final UdpPort FOUR = new UdpPort(AddressFamily.IPV4, 500);
    private static final UdpPort FOUR_NAT = new UdpPort(AddressFamily.IPV4, 4500);
    private static final UdpPort SIX = new UdpPort(AddressFamily.IPV6, 500);
    private static final UdpPort SIX_NAT = new UdpPort(AddressFamily.IPV6, 4500);

    private final FakeUdp udp = new FakeUdp();
    private final EncapsulationSockets lender = new EncapsulationSockets(udp);

    private IkeSockets open() {
        return IkeSockets.open(IkePorts.standard(), udp, lender);
    }

    private static Datagram datagram(int localPort, String remote, String payload) {
        return new Datagram(
                new UdpEndpoint(IpAddress.parse("10.0.0.1"), localPort),
                new UdpEndpoint(IpAddress.parse(remote), 500),
                Bytes.ofHex(payload));
    }

    @Test
    void bothPortsAreOpenInBothFamiliesAndNothingIsLeft() {
        IkeSockets ike = open();

        assertThat(udp.held()).containsExactlyInAnyOrder(FOUR, FOUR_NAT, SIX, SIX_NAT);
        assertThat(udp.at(FOUR).role).isEqualTo(UdpRole.IKE);
        assertThat(udp.at(SIX_NAT).role).isEqualTo(UdpRole.NAT_TRAVERSAL);
        assertThat(List.of(FOUR, FOUR_NAT, SIX, SIX_NAT))
                .allSatisfy(port -> assertThat(udp.at(port).room).isGreaterThan(1 << 20));
        ike.close();
        ike.close();
        assertThat(udp.held()).isEmpty();
    }

    @Test
    void twoSetsStandBesideEachOtherAndEachIsClosedByItself() {
        IkeSockets standard = open();
        IkeSockets besides = IkeSockets.open(IkePorts.besideIkeext(), udp, lender);

        assertThat(udp.held()).hasSize(8);
        assertThat(udp.at(new UdpPort(AddressFamily.IPV4, 24500)).role).isEqualTo(UdpRole.IKE);
        assertThat(udp.at(new UdpPort(AddressFamily.IPV4, 24501)).role).isEqualTo(UdpRole.NAT_TRAVERSAL);
        standard.close();
        assertThat(udp.held()).extracting(UdpPort::number).containsExactlyInAnyOrder(24500, 24500, 24501, 24501);
        besides.close();
        assertThat(udp.held()).isEmpty();
    }

    @Test
    void aSetThatSharesAPortWithAnotherIsRefusedWholeAndTheOtherStays() {
        try (IkeSockets standard = open()) {
            assertThatThrownBy(() -> IkeSockets.open(new IkePorts(1500, 4500), udp, lender))
                    .isInstanceOf(SecureConnectException.class)
                    .hasMessageContaining("UDP port 4500");
            assertThat(udp.held()).containsExactlyInAnyOrder(FOUR, FOUR_NAT, SIX, SIX_NAT);
        }
    }

    @Test
    void whatSasReceiveOnIsSharedAndStaysWithThem() {
        lender.require(FOUR_NAT);
        IkeSockets ike = open();
        lender.require(SIX_NAT);

        assertThat(udp.asked).containsOnlyOnce(FOUR_NAT, SIX_NAT);
        ike.close();
        assertThat(udp.held()).containsExactlyInAnyOrder(FOUR_NAT, SIX_NAT);
        assertThat(udp.at(FOUR_NAT).room).as("nobody reads it now").isEqualTo(1);

        open().close();
        lender.close();
        assertThat(udp.held()).isEmpty();
    }

    @Test
    void aHostWithoutIpv6GoesWithout() {
        udp.refused.put(SIX, Errno.EAFNOSUPPORT);
        try (IkeSockets ike = open()) {
            assertThat(udp.held()).containsExactlyInAnyOrder(FOUR, FOUR_NAT);
            ike.send(new Datagram(
                    new UdpEndpoint(IpAddress.parse("fd00::1"), 500),
                    new UdpEndpoint(IpAddress.parse("fd00::2"), 500),
                    Bytes.empty()));
            assertThat(ike.losses()).isEqualTo(Map.of("IkeSendEAFNOSUPPORT", 1L));
        }
    }

    @Test
    void aTakenPortIsNamedWithTheRemedyAndTheOthersAreFreed() {
        udp.refused.put(SIX_NAT, Errno.EADDRINUSE);

        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        SecureConnectException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.KERNEL_REFUSED))
                .hasMessageContainingAll("UDP port 4500 over IPv6", "ss -ulpn sport = :4500", "stop it");
        assertThat(udp.held()).isEmpty();
    }

    @Test
    void aMissingRightNamesThoseThatPort500Takes() {
        udp.refused.put(FOUR, Errno.EACCES);

        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        SecureConnectException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PERMISSION_DENIED))
                .hasMessageContainingAll("UDP port 500 over IPv4", "CAP_NET_ADMIN", "CAP_NET_BIND_SERVICE");
        assertThat(udp.held()).isEmpty();
    }

    @Test
    void whatArrivesIsHandedInAlsoAfterTheReceiverFailed() throws InterruptedException {
        BlockingQueue<Datagram> received = new LinkedBlockingQueue<>();
        try (IkeSockets ike = open()) {
            ike.listen(datagram -> {
                if (datagram.payload().isEmpty()) {
                    throw new IllegalStateException("as a bug would");
                }
                received.add(datagram);
            });
            udp.at(FOUR).arrive(datagram(500, "10.0.0.2", ""));
            udp.at(FOUR).arrive(datagram(500, "10.0.0.2", "01"));
            assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo(datagram(500, "10.0.0.2", "01"));
            udp.at(FOUR_NAT).arrive(datagram(4500, "10.0.0.3", "02"));
            assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo(datagram(4500, "10.0.0.3", "02"));

            assertThatThrownBy(() -> ike.listen(received::add)).hasMessageContaining("receiver already");
        }
        assertThat(udp.held()).isEmpty();
    }

    @Test
    void theReceiverMayCloseThem() throws Exception {
        CompletableFuture<Thread> closedBy = new CompletableFuture<>();
        IkeSockets ike = open();
        ike.listen(datagram -> {
            ike.close();
            closedBy.complete(Thread.currentThread());
        });
        udp.at(FOUR).arrive(datagram(500, "10.0.0.2", "01"));

        Thread reader = closedBy.get(10, TimeUnit.SECONDS);
        assertThat(reader.isDaemon()).isTrue();
        reader.join();
        assertThat(udp.held()).isEmpty();
        assertThatThrownBy(() -> ike.listen(datagram -> {})).hasMessageContaining("closed");
    }

    @Test
    void sendingTakesTheSocketOfTheLocalPortAndCountsWhatIsLost() {
        IkeSockets ike = open();
        Datagram first = datagram(500, "10.0.0.2", "01");
        Datagram second = datagram(4500, "10.0.0.2", "00000000");
        ike.send(first);
        ike.send(second);
        assertThat(udp.at(FOUR).sent).containsExactly(first);
        assertThat(udp.at(FOUR_NAT).sent).containsExactly(second);

        udp.at(FOUR).refusal = java.util.Optional.of(Errno.EAGAIN);
        ike.send(first);
        ike.send(first);
        assertThat(ike.losses()).isEqualTo(Map.of("IkeSendEAGAIN", 2L));

        assertThatThrownBy(() -> ike.send(datagram(501, "10.0.0.2", "01")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10.0.0.1:501");
        ike.close();
        ike.send(first);
        assertThat(ike.losses()).isEqualTo(Map.of("IkeSendEAGAIN", 2L));
    }
}
