package io.secureconnect.windows.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.UdpEndpoint;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** On addresses of the loopback interface, where nobody else hears it. */
class IkeChannelsTest {
    private static final String HERE = "127.0.0.1";
    private static final String THERE = "127.0.0.2";
    private static final int PATIENCE_SECONDS = 10;

    private final BlockingQueue<Datagram> arrived = new LinkedBlockingQueue<>();

    private static LocalAddresses only(String... addresses) {
        Set<InetAddress> all = new LinkedHashSet<>();
        for (String address : addresses) {
            all.add(inet(address));
        }
        return () -> all;
    }

    private static InetAddress inet(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** Two ports that nobody has, as far as one can tell. */
    private static IkePorts free() throws SocketException {
        try (DatagramSocket one = new DatagramSocket(0);
                DatagramSocket other = new DatagramSocket(0)) {
            return new IkePorts(one.getLocalPort(), other.getLocalPort());
        }
    }

    private static UdpEndpoint at(String address, int port) {
        return new UdpEndpoint(IpAddress.parse(address), port);
    }

    private Datagram next() throws InterruptedException {
        return arrived.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void aDatagramIsHandedInWithTheAddressItCameTo() throws Exception {
        IkePorts ports = free();
        try (IkeChannels host = IkeChannels.open(ports, only(HERE, THERE))) {
            host.listen(arrived::add);
            assertThat(host.ports()).isEqualTo(ports);
            for (int port : new int[] {ports.ike(), ports.natTraversal()}) {
                Bytes payload = Bytes.wrap(new byte[3_000]);
                host.send(new Datagram(at(HERE, port), at(THERE, port), payload));
                assertThat(next()).isEqualTo(new Datagram(at(THERE, port), at(HERE, port), payload));
                host.send(new Datagram(at(THERE, port), at(HERE, port), payload));
                assertThat(next()).isEqualTo(new Datagram(at(HERE, port), at(THERE, port), payload));
            }
        }
    }

    @Test
    void keepalivesAndEspOnThePortOfNatTraversalAreNotHandedIn() throws Exception {
        IkePorts ports = free();
        try (IkeChannels host = IkeChannels.open(ports, only(HERE, THERE))) {
            host.listen(arrived::add);
            UdpEndpoint from = at(HERE, ports.natTraversal());
            UdpEndpoint to = at(THERE, ports.natTraversal());
            for (String payload : new String[] {"ff", "", "000000", "5151515100000001aabb"}) {
                host.send(new Datagram(from, to, Bytes.ofHex(payload)));
            }
            host.send(new Datagram(from, to, Bytes.ofHex("00000000aabb")));
            assertThat(next().payload()).isEqualTo(Bytes.ofHex("00000000aabb"));
            assertThat(arrived).isEmpty();
        }
    }

    @Test
    void onThePortOfIkeEverythingIsHandedIn() throws Exception {
        IkePorts ports = free();
        try (IkeChannels host = IkeChannels.open(ports, only(HERE, THERE))) {
            host.listen(arrived::add);
            host.send(new Datagram(at(HERE, ports.ike()), at(THERE, ports.ike()), Bytes.ofHex("ff")));
            assertThat(next().payload()).isEqualTo(Bytes.ofHex("ff"));
        }
    }

    @Test
    void aPortThatIsTakenIsRefusedAndNothingStaysOpen() throws Exception {
        IkePorts ports = free();
        try (DatagramSocket other = new DatagramSocket(new InetSocketAddress(inet(HERE), ports.natTraversal()))) {
            assertThatThrownBy(() -> IkeChannels.open(ports, only(THERE, HERE)))
                    .isInstanceOfSatisfying(SecureConnectException.class, refusal -> {
                        assertThat(refusal.code()).isEqualTo(ErrorCode.KERNEL_REFUSED);
                        assertThat(refusal).hasMessageContaining("UDP port " + other.getLocalPort() + " of " + HERE);
                    });
        }
        IkeChannels.open(ports, only(THERE, HERE)).close();
    }

    @Test
    void anAddressThatComesIsSentFromAndOneThatIsNotOursLosesTheDatagram() throws Exception {
        IkePorts ports = free();
        Set<InetAddress> addresses = new CopyOnWriteArraySet<>(Set.of(inet(HERE)));
        try (IkeChannels host = IkeChannels.open(ports, () -> addresses)) {
            host.listen(arrived::add);
            Datagram sent = new Datagram(at(THERE, ports.ike()), at(HERE, ports.ike()), Bytes.ofHex("01"));
            host.send(sent);
            assertThat(host.losses()).isEqualTo(1);
            addresses.add(inet(THERE));
            host.send(sent);
            assertThat(next().remote()).isEqualTo(at(THERE, ports.ike()));
            assertThat(host.losses()).isEqualTo(1);
        }
    }

    @Test
    void aReceiverThatFailsGetsTheNextDatagram() throws Exception {
        IkePorts ports = free();
        try (IkeChannels host = IkeChannels.open(ports, only(HERE, THERE))) {
            host.listen(datagram -> {
                arrived.add(datagram);
                if (datagram.payload().at(0) == 1) {
                    throw new IllegalStateException("as a bug would");
                }
            });
            host.send(new Datagram(at(HERE, ports.ike()), at(THERE, ports.ike()), Bytes.ofHex("01")));
            host.send(new Datagram(at(HERE, ports.ike()), at(THERE, ports.ike()), Bytes.ofHex("02")));
            assertThat(next().payload()).isEqualTo(Bytes.ofHex("01"));
            assertThat(next().payload()).isEqualTo(Bytes.ofHex("02"));
        }
    }

    @Test
    void closingTwiceIsClosingAndWhatIsSentAfterwardsIsLost() throws Exception {
        IkePorts ports = free();
        IkeChannels host = IkeChannels.open(ports, only(HERE));
        host.listen(arrived::add);
        host.close();
        host.close();
        host.send(new Datagram(at(HERE, ports.ike()), at(HERE, ports.natTraversal()), Bytes.ofHex("01")));
        assertThatIllegalStateException().isThrownBy(() -> host.listen(arrived::add));
        assertThat(arrived).isEmpty();
    }

    @Test
    void aReceiverMayCloseTheSockets() throws Exception {
        IkePorts ports = free();
        IkeChannels host = IkeChannels.open(ports, only(HERE, THERE));
        host.listen(datagram -> {
            host.close();
            arrived.add(datagram);
        });
        host.send(new Datagram(at(HERE, ports.ike()), at(THERE, ports.ike()), Bytes.ofHex("01")));
        assertThat(next()).isNotNull();
    }

    @Test
    void anotherPortIsABugOfTheCaller() throws Exception {
        IkePorts ports = free();
        try (IkeChannels host = IkeChannels.open(ports, only(HERE))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> host.send(new Datagram(at(HERE, 1), at(HERE, ports.ike()), Bytes.ofHex("01"))))
                    .withMessageContaining("127.0.0.1:1");
        }
    }

    @Test
    void addressesOfThisHostAreFound() {
        assertThat(LocalAddresses.ofThisHost().now()).contains(inet(HERE));
    }
}
