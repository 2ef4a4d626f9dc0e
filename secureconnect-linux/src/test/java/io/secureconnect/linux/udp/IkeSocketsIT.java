package io.secureconnect.linux.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.linux.jna.LinuxUdpStack;
import io.secureconnect.linux.lab.Await;
import io.secureconnect.linux.lab.HandMade;
import io.secureconnect.linux.lab.Lab;
import io.secureconnect.linux.lab.NetworkNamespace;
import io.secureconnect.linux.lab.RealKernel;
import io.secureconnect.linux.lab.Traffic;
import io.secureconnect.linux.lab.Wire;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.UdpEndpoint;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the contract does not ask: several addresses, ICMP, and one port for SAs and IKE. */
@RealKernel
class IkeSocketsIT {
    private static final Bytes REQUEST = Bytes.ofHex("00000000aabbcc");
    private static final Bytes RESPONSE = Bytes.ofHex("00000000ddeeff");

    /** The sockets of one host. */
    private static final class Host implements AutoCloseable {
        final EncapsulationSockets lender;
        final IkeSockets ike;
        final BlockingQueue<Datagram> received = new LinkedBlockingQueue<>();

        Host(NetworkNamespace namespace) {
            lender = new EncapsulationSockets(new LinuxUdpStack());
            ike = namespace.call(() -> IkeSockets.open(IkePorts.standard(), new LinuxUdpStack(), lender));
            ike.listen(received::add);
        }

        Datagram next() throws InterruptedException {
            Datagram next = received.poll(20, TimeUnit.SECONDS);
            assertThat(next).as("the next datagram").isNotNull();
            return next;
        }

        @Override
        public void close() {
            ike.close();
            lender.close();
        }
    }

    private static Datagram datagram(IpAddress local, IpAddress remote, int port, Bytes payload) {
        return new Datagram(new UdpEndpoint(local, port), new UdpEndpoint(remote, port), payload);
    }

    private static void assertAnswered(Host from, Host by, Datagram request) throws InterruptedException {
        from.ike.send(request);
        Datagram arrived = by.next();
        assertThat(arrived).isEqualTo(new Datagram(request.remote(), request.local(), REQUEST));
        by.ike.send(new Datagram(arrived.local(), arrived.remote(), RESPONSE));
        assertThat(from.next()).isEqualTo(new Datagram(request.local(), request.remote(), RESPONSE));
    }

    @ParameterizedTest
    @EnumSource(AddressFamily.class)
    void theAnswerLeavesFromTheAddressThatWasAskedWhileThePathDemandsEsp(AddressFamily family, Lab lab)
            throws InterruptedException {
        Wire wire = lab.wire();
        boolean four = family == AddressFamily.IPV4;
        IpAddress second = IpAddress.parse(four ? "10.9.0.77" : "fd09::77");
        wire.b()
                .namespace()
                .ip("addr add " + second + (four ? "/32" : "/128 nodad") + " dev "
                        + wire.b().device());
        wire.a()
                .namespace()
                .ip(
                        HandMade.policy(wire.a().address(family), second, "out"),
                        HandMade.policy(second, wire.a().address(family), "in"));
        wire.b()
                .namespace()
                .ip(
                        HandMade.policy(second, wire.a().address(family), "out"),
                        HandMade.policy(wire.a().address(family), second, "in"));
        if (!four) {
            for (Wire.End end : new Wire.End[] {wire.a(), wire.b()}) {
                end.namespace().ip(HandMade.neighbourDiscovery("in", "out").toArray(String[]::new));
            }
        }
        try (Host a = new Host(wire.a().namespace());
                Host b = new Host(wire.b().namespace())) {
            for (IpAddress to : new IpAddress[] {wire.b().address(family), second}) {
                for (int port : new int[] {500, 4500}) {
                    assertAnswered(a, b, datagram(wire.a().address(family), to, port, REQUEST));
                }
            }
            assertThat(Traffic.ping(wire.a(), second, 1).received()).isZero();
        }
    }

    @Test
    void errorsOfTheNetworkEndNothing(Lab lab) throws InterruptedException {
        Wire wire = lab.wire();
        try (Host a = new Host(wire.a().namespace())) {
            for (AddressFamily family : AddressFamily.values()) {
                Await.until(
                        "a neighbour's address, for which datagrams would wait",
                        () -> Traffic.ping(wire.a(), wire.b().address(family), 1)
                                        .received()
                                == 1);
                a.ike.send(datagram(wire.a().address(family), wire.b().address(family), 500, REQUEST)); // nobody there
            }
            a.ike.send(datagram(wire.a().ipv4(), IpAddress.parse("10.9.0.99"), 500, REQUEST)); // no such host
            a.ike.send(datagram(wire.a().ipv4(), IpAddress.parse("192.0.2.1"), 500, REQUEST)); // no such network
            a.ike.send(datagram(wire.b().ipv4(), IpAddress.parse("10.9.0.3"), 500, REQUEST)); // not our address
            a.ike.send(datagram(wire.a().ipv4(), wire.b().ipv4(), 500, Bytes.wrap(new byte[70_000])));
            assertThat(a.ike.losses()).isEqualTo(Map.of("IkeSendENETUNREACH", 2L, "IkeSendEMSGSIZE", 1L));

            try (Host b = new Host(wire.b().namespace())) {
                for (AddressFamily family : AddressFamily.values()) {
                    assertAnswered(
                            a, b, datagram(wire.a().address(family), wire.b().address(family), 500, REQUEST));
                    assertAnswered(
                            b, a, datagram(wire.b().address(family), wire.a().address(family), 4500, REQUEST));
                }
            }
        }
    }

    @Test
    void onePortServesSasAndIkeAndNothingIsLeftAtTheEnd(Lab lab) throws InterruptedException {
        Wire wire = lab.wire();
        NetworkNamespace a = wire.a().namespace();
        String encapsulated = " encap espinudp 4500 4500 0.0.0.0";
        String there = HandMade.state(wire.a().ipv4(), wire.b().ipv4(), 0x1001) + encapsulated;
        String back = HandMade.state(wire.b().ipv4(), wire.a().ipv4(), 0x1002) + encapsulated;
        for (Wire.End end : new Wire.End[] {wire.a(), wire.b()}) {
            HandMade.demandEsp(end, wire.peerOf(end), AddressFamily.IPV4);
            end.namespace().ip(there, back);
        }
        UdpPort port = new UdpPort(AddressFamily.IPV4, 4500);
        try (Host hostA = new Host(a);
                Host hostB = new Host(wire.b().namespace())) {
            assertThat(Traffic.ping(wire.a(), wire.b().ipv4(), 2).received())
                    .as("with IKE")
                    .isEqualTo(2);
            assertAnswered(hostA, hostB, datagram(wire.a().ipv4(), wire.b().ipv4(), 4500, REQUEST));
            a.call(() -> {
                hostA.lender.require(port);
                return port;
            });
            hostA.ike.close();
            assertThat(openPorts(a)).isEqualTo(1);
            assertThat(Traffic.ping(wire.a(), wire.b().ipv4(), 2).received())
                    .as("without IKE")
                    .isEqualTo(2);
            hostA.lender.close();
            assertThat(openPorts(a)).isZero();
            assertThat(Traffic.ping(wire.a(), wire.b().ipv4(), 2).received())
                    .as("without a socket")
                    .isZero();
        }
        assertThat(openPorts(a)).isZero();
        assertThat(openPorts(wire.b().namespace())).isZero();
    }

    private static long openPorts(NetworkNamespace namespace) {
        return namespace.run("ss", "-Huanp").orThrow().output().lines().count();
    }

    @Test
    void aTakenPortIsRefusedWithTheCommandThatNamesItsOwner(Lab lab) {
        NetworkNamespace a = lab.namespace("a");
        try (Host first = new Host(a)) {
            assertThat(openPorts(a)).isEqualTo(4);
            assertThatThrownBy(() -> a.call(() -> IkeSockets.open(
                            IkePorts.standard(), new LinuxUdpStack(), new EncapsulationSockets(new LinuxUdpStack()))))
                    .hasCauseInstanceOf(SecureConnectException.class)
                    .satisfies(e -> assertThat(((SecureConnectException) e.getCause()).code())
                            .isEqualTo(ErrorCode.KERNEL_REFUSED))
                    .hasMessageContainingAll("UDP port 500 over IPv4", "EADDRINUSE", "ss -ulpn sport = :500");
            assertThat(openPorts(a)).isEqualTo(4);
            first.ike.close();
            assertThat(openPorts(a)).isZero();
        }
    }
}
