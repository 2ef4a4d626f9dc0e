package io.secureconnect.linux.jna;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.linux.udp.UdpPort;
import io.secureconnect.spi.UdpEndpoint;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * How the two families name their addresses and options (ip(7), ipv6(7), {@code linux/in.h}, {@code linux/in6.h}).
 *
 * <p>Ports are in network order and addresses as on the wire, wherever they stand; all else is in host order.
 */
enum UdpFamily {
    V4(
            LibCNumber.AF_INET,
            LibCNumber.IPPROTO_IP,
            new Options(
                    LibCNumber.IP_XFRM_POLICY,
                    LibCNumber.IP_MTU_DISCOVER,
                    LibCNumber.IP_PMTUDISC_DONT,
                    LibCNumber.IP_PKTINFO),
            new Layout(4, 16, 4),
            // struct in_pktinfo: device, address to send from, address that was sent to
            new PacketInfo(LibCNumber.IP_PKTINFO, 12, 4, 8)),
    V6(
            LibCNumber.AF_INET6,
            LibCNumber.IPPROTO_IPV6,
            new Options(
                    LibCNumber.IPV6_XFRM_POLICY,
                    LibCNumber.IPV6_MTU_DISCOVER,
                    LibCNumber.IPV6_PMTUDISC_DONT,
                    LibCNumber.IPV6_RECVPKTINFO),
            new Layout(16, 28, 8),
            // struct in6_pktinfo: address, device
            new PacketInfo(LibCNumber.IPV6_PKTINFO, 20, 0, 0));

    /** {@code sizeof(struct sockaddr_in6)}, the larger of the two. */
    static final int LARGEST_NAME = 28;
    /** {@code sizeof(struct cmsghdr)}. */
    private static final int CONTROL_HEADER = 16;
    /** Of {@code sin_port} and {@code sin6_port}. */
    private static final int PORT = 2;

    final int domain;
    final int level;
    final Options options;
    private final Layout layout;
    private final PacketInfo info;

    UdpFamily(int domain, int level, Options options, Layout layout, PacketInfo info) {
        this.domain = domain;
        this.level = level;
        this.options = options;
        this.layout = layout;
        this.info = info;
    }

    /**
     * Names of options at the family's level.
     *
     * @param policy the socket's own XFRM policy
     * @param mtuDiscover whether the kernel may fragment
     * @param mayFragment its value for yes
     * @param tellDestination brings the local address with each datagram
     */
    record Options(int policy, int mtuDiscover, int mayFragment, int tellDestination) {}

    /** Octets of an address, of a socket address, and where the former is in the latter. */
    private record Layout(int octets, int name, int offset) {}

    /** The control message about the local address: type, octets, offsets of the address to send from and that was sent to. */
    private record PacketInfo(int type, int octets, int source, int destination) {}

    static UdpFamily of(AddressFamily family) {
        return family == AddressFamily.IPV4 ? V4 : V6;
    }

    /** Octets of a socket address. */
    int nameLength() {
        return layout.name;
    }

    /** Octets of the control message about the local address, with padding: {@code CMSG_SPACE}. */
    int controlLength() {
        return CONTROL_HEADER + (info.octets + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
    }

    /** Makes {@code name}, all of it, the address of {@code endpoint}. */
    void writeName(UdpEndpoint endpoint, ByteBuffer name) {
        writeName(endpoint.port(), name);
        name.put(layout.offset, endpoint.address().octets());
    }

    /** Makes {@code name} all addresses of this host. */
    void writeName(UdpPort port, ByteBuffer name) {
        writeName(port.number(), name);
    }

    private void writeName(int port, ByteBuffer name) {
        name.put(0, new byte[layout.name]);
        name.putShort(0, (short) domain);
        name.order(ByteOrder.BIG_ENDIAN).putShort(PORT, (short) port).order(ByteOrder.nativeOrder());
    }

    /** The address in {@code name}; empty if it is not one that IKE is spoken with. */
    Optional<UdpEndpoint> readName(ByteBuffer name) {
        int port = Short.toUnsignedInt(name.order(ByteOrder.BIG_ENDIAN).getShort(PORT));
        name.order(ByteOrder.nativeOrder());
        return address(name, layout.offset).map(address -> new UdpEndpoint(address, port));
    }

    /** Makes {@code control}, all of it, say where a datagram is sent from. */
    void writeSource(IpAddress source, ByteBuffer control) {
        control.put(0, new byte[controlLength()]);
        control.putLong(0, CONTROL_HEADER + info.octets);
        control.putInt(8, level);
        control.putInt(12, info.type);
        control.put(CONTROL_HEADER + info.source, source.octets());
    }

    /** The address a datagram was sent to; empty if it is not one that IKE is spoken with. */
    Optional<IpAddress> readDestination(ByteBuffer control, long length) {
        boolean told =
                length >= CONTROL_HEADER + info.octets && control.getInt(8) == level && control.getInt(12) == info.type;
        return told ? address(control, CONTROL_HEADER + info.destination) : Optional.empty();
    }

    /** Link-local ones say nothing without a device, and multicast and broadcast are nobody's own. */
    private Optional<IpAddress> address(ByteBuffer from, int offset) {
        byte[] octets = new byte[layout.octets];
        from.get(offset, octets);
        try {
            return Optional.of(IpAddress.of(octets))
                    .filter(address -> !address.isMulticast()
                            && !address.isUnspecified()
                            && !(this == V6 && address.isLinkLocal()));
        } catch (IllegalArgumentException ipv4Mapped) {
            return Optional.empty();
        }
    }
}
