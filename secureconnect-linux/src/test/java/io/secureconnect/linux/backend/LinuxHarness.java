package io.secureconnect.linux.backend;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.AddressPrefix;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.PortRange;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.api.sa.TrafficSelector;
import io.secureconnect.linux.jna.LinuxUdpStack;
import io.secureconnect.linux.jna.XfrmEventSocket;
import io.secureconnect.linux.jna.XfrmSocket;
import io.secureconnect.linux.lab.NetworkNamespace;
import io.secureconnect.linux.lab.XfrmDump;
import io.secureconnect.linux.udp.SocketWatch;
import io.secureconnect.linux.udp.UdpIoException;
import io.secureconnect.linux.udp.UdpPort;
import io.secureconnect.linux.udp.UdpRole;
import io.secureconnect.linux.udp.UdpSocket;
import io.secureconnect.linux.udp.UdpStack;
import io.secureconnect.linux.xfrm.XfrmGroup;
import io.secureconnect.spi.IpsecBackend;
import io.secureconnect.testkit.contract.BackendHarness;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Two network namespaces of a real kernel with a cable between them; neighbours are known, so nothing has to be found. */
final class LinuxHarness implements BackendHarness {
    private static final SecureRandom RANDOM = new SecureRandom();
    /** Long enough for three packets that do not arrive, also on a busy machine. */
    private static final int LARVAL_SECONDS = 6;

    private static final int FOREIGN_BEFORE = 500;
    private static final int FOREIGN_BEHIND = 50_000;

    private final NetworkNamespace host = NetworkNamespace.create("contract-a");
    private final NetworkNamespace peer = NetworkNamespace.create("contract-b");
    private @Nullable MarkedEventSocket events;

    LinuxHarness() {
        host.ip("link add eth0 address 02:00:00:00:00:01 type veth peer name eth0 address 02:00:00:00:00:02 netns "
                + peer);
        configure(host, 1, 2);
        configure(peer, 2, 1);
        for (NetworkNamespace namespace : List.of(host, peer)) {
            namespace.sysctl("net.core.xfrm_acq_expires", Integer.toString(LARVAL_SECONDS));
        }
    }

    private static void configure(NetworkNamespace namespace, int own, int other) {
        namespace.ip(
                "addr add 10.9.0." + own + "/24 dev eth0",
                "addr add fd09::" + own + "/64 dev eth0 nodad",
                "link set eth0 up",
                "neigh replace 10.9.0." + other + " lladdr 02:00:00:00:00:0" + other + " dev eth0 nud permanent",
                "neigh replace fd09::" + other + " lladdr 02:00:00:00:00:0" + other + " dev eth0 nud permanent");
    }

    @Override
    public Set<Ability> abilities() {
        return EnumSet.allOf(Ability.class);
    }

    @Override
    public IpsecBackend open() {
        events = null;
        return open(host, true);
    }

    @Override
    public IpsecBackend openPeer() {
        return open(peer, false);
    }

    private IpsecBackend open(NetworkNamespace namespace, boolean marked) {
        return new LinuxBackend(
                namespace.call(XfrmSocket::open),
                () -> {
                    MarkedEventSocket socket =
                            new MarkedEventSocket(namespace.call(() -> XfrmEventSocket.open(Stream.of(
                                            XfrmGroup.ACQUIRE,
                                            XfrmGroup.EXPIRE,
                                            XfrmGroup.SA,
                                            XfrmGroup.POLICY,
                                            XfrmGroup.MAPPING)
                                    .mapToInt(XfrmGroup::number)
                                    .toArray())));
                    events = marked ? socket : events;
                    return socket;
                },
                new NamespaceUdp(namespace),
                OwnedNumbers.STANDARD,
                Instant::now,
                RANDOM::nextBytes);
    }

    @Override
    public HostPair path(AddressFamily family, int number) {
        boolean four = family == AddressFamily.IPV4;
        String local = four ? "10.9.0.1" : "fd09::1";
        String others =
                four ? "10.8." + number / 250 + "." + (number % 250 + 1) : String.format("fd08::%x", number + 1);
        return HostPair.of(local, number > 0 ? others : four ? "10.9.0.2" : "fd09::2");
    }

    @Override
    public boolean delivers(HostPair path, Direction direction, int localPort, int remotePort) {
        try (DatagramLine line = line(path, direction, localPort, remotePort)) {
            return line.send(RANDOM.nextLong());
        }
    }

    private DatagramLine line(HostPair path, Direction direction, int localPort, int remotePort) {
        boolean out = direction == Direction.OUTBOUND;
        DatagramLine.End here = new DatagramLine.End(host, path.local(), localPort);
        DatagramLine.End there = new DatagramLine.End(peer, path.remote(), remotePort);
        return DatagramLine.open(out ? here : there, out ? there : here);
    }

    @Override
    public long deliveredDuring(HostPair path, Direction direction, Runnable change) {
        try (DatagramLine line = line(path, direction, 41_001, 41_002)) {
            return line.countDuring(change);
        }
    }

    @Override
    public void addForeignPolicy(TrafficSelector selector, Direction direction, boolean precedes) {
        host.ip("xfrm policy add " + words(selector, direction) + " priority "
                + (precedes ? FOREIGN_BEFORE : FOREIGN_BEHIND));
    }

    @Override
    public void addForeignSa(HostPair path, Direction direction, Spi spi) {
        byte[] keyAndSalt = new byte[36];
        RANDOM.nextBytes(keyAndSalt);
        host.ip("xfrm state add src " + path.source(direction) + " dst " + path.destination(direction)
                + " proto esp spi 0x" + spi + " reqid 77 mode transport aead rfc4106(gcm(aes)) 0x"
                + HexFormat.of().formatHex(keyAndSalt) + " 128");
    }

    @Override
    public List<String> foreignObjects() {
        XfrmDump dump = XfrmDump.of(host);
        return Stream.concat(dump.states().stream(), dump.policies().stream())
                .filter(block -> !block.contains("(0x5c") && !hasOwnIndex(block))
                .sorted()
                .toList();
    }

    /** Every SA of this host's kernel, as text. */
    List<String> allStates() {
        return XfrmDump.of(host).states();
    }

    private static boolean hasOwnIndex(String block) {
        return Stream.of(block.split("\\s+"))
                .dropWhile(word -> !word.equals("index"))
                .skip(1)
                .findFirst()
                .filter(index -> OwnedNumbers.STANDARD.contains(Integer.parseUnsignedInt(index)))
                .isPresent();
    }

    @Override
    public void removeOurPolicy(TrafficSelector selector, Direction direction) {
        host.ip("xfrm policy delete " + words(selector, direction));
    }

    private static String words(TrafficSelector selector, Direction direction) {
        boolean out = direction == Direction.OUTBOUND;
        AddressPrefix source = out ? selector.local() : selector.remote();
        AddressPrefix destination = out ? selector.remote() : selector.local();
        StringBuilder words = new StringBuilder("src " + source + " dst " + destination);
        selector.protocol().ifPresent(protocol -> words.append(" proto ").append(protocol));
        port(words, " sport ", out ? selector.localPorts() : selector.remotePorts());
        port(words, " dport ", out ? selector.remotePorts() : selector.localPorts());
        selector.icmpType().ifPresent(type -> words.append(" type ").append(type));
        return words.append(" dir ").append(out ? "out" : "in").toString();
    }

    private static void port(StringBuilder words, String name, PortRange ports) {
        if (!ports.isAny()) {
            words.append(name).append(ports.first());
        }
    }

    @Override
    public void passTime(Duration duration) {
        try {
            new CountDownLatch(1)
                    .await(duration.toMillis(), TimeUnit.MILLISECONDS); // the kernel's clock cannot be moved
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Optional<Duration> larvalLifetime() {
        return Optional.of(Duration.ofSeconds(LARVAL_SECONDS));
    }

    /** Others' policy comes and goes: when its notices were handled, so were all before. */
    @Override
    public void settle() {
        MarkedEventSocket socket = events;
        if (socket != null) {
            String mark = "xfrm policy add src " + MarkedEventSocket.MARK + " dst 192.0.2.99 dir fwd";
            host.ip(mark, mark.replace("add", "delete"));
            socket.awaitMarks(2, patience());
        }
    }

    @Override
    public Duration patience() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void close() {
        peer.close();
        host.close();
    }

    /** The octets of an address, where bytes are compared. */
    static ByteBuffer octets(String address) {
        return ByteBuffer.wrap(IpAddress.parse(address).octets());
    }

    /** UDP of a namespace in which the calling thread is not. */
    private static final class NamespaceUdp implements UdpStack {
        private final UdpStack stack = new LinuxUdpStack();
        private final NetworkNamespace namespace;

        NamespaceUdp(NetworkNamespace namespace) {
            this.namespace = namespace;
        }

        @Override
        public UdpSocket open(UdpPort port, UdpRole role) {
            try {
                return namespace.call(() -> stack.open(port, role));
            } catch (AssertionError e) { // what fails in a namespace comes out of it as one
                if (e.getCause() instanceof UdpIoException) {
                    throw (UdpIoException) e.getCause();
                }
                throw e;
            }
        }

        @Override
        public SocketWatch watch(List<UdpSocket> sockets) {
            return stack.watch(sockets);
        }
    }
}
