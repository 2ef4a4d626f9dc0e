package io.secureconnect.testkit.kernel;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.IpProtocol;
import io.secureconnect.api.sa.PortRange;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.api.sa.TrafficSelector;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One IP packet: addresses, protocol, and the octets behind the IP header. Immutable.
 *
 * <p>There are no options, extension headers or fragments, and checksums are zero: the testkit's wires lose packets, they
 * do not spoil them.
 */
public final class IpPacket {
    private static final int UDP_HEADER = 8;
    private static final int TCP_HEADER = 20;
    private static final int TCP_DATA_OFFSET = 5 << 4;
    private static final int ICMP_HEADER = 8;
    private static final int ECHO_REQUEST = 8;
    private static final int ECHO_REQUEST_V6 = 128;

    private final IpAddress source;
    private final IpAddress destination;
    private final int protocol;
    private final byte[] payload;

    private IpPacket(IpAddress source, IpAddress destination, int protocol, byte[] payload) {
        this.source = Objects.requireNonNull(source, "source");
        this.destination = Objects.requireNonNull(destination, "destination");
        this.protocol = protocol;
        this.payload = payload;
        if (source.family() != destination.family()) {
            throw new IllegalArgumentException(source + " and " + destination + " are of different families");
        }
        if (protocol < 0 || protocol > 255) {
            throw new IllegalArgumentException("IP protocol " + protocol + " is not within 0 to 255");
        }
    }

    /** A packet of any protocol; {@code payload} is copied. */
    public static IpPacket of(IpAddress source, IpAddress destination, int protocol, byte[] payload) {
        return wrap(source, destination, protocol, payload.clone());
    }

    /** As {@link #of}, but takes the array over. */
    static IpPacket wrap(IpAddress source, IpAddress destination, int protocol, byte[] payload) {
        return new IpPacket(source, destination, protocol, payload);
    }

    /** A UDP datagram; ports in host order. */
    public static IpPacket udp(
            IpAddress source, int sourcePort, IpAddress destination, int destinationPort, byte[] data) {
        byte[] payload = new byte[UDP_HEADER + data.length];
        putPorts(payload, sourcePort, destinationPort);
        putShort(payload, 4, payload.length);
        System.arraycopy(data, 0, payload, UDP_HEADER, data.length);
        return wrap(source, destination, IpProtocol.UDP, payload);
    }

    /** A TCP segment; ports in host order, {@code sequence} the number of its first octet. */
    public static IpPacket tcp(
            IpAddress source, int sourcePort, IpAddress destination, int destinationPort, int sequence, byte[] data) {
        byte[] payload = new byte[TCP_HEADER + data.length];
        putPorts(payload, sourcePort, destinationPort);
        putInt(payload, 4, sequence);
        payload[12] = TCP_DATA_OFFSET;
        System.arraycopy(data, 0, payload, TCP_HEADER, data.length);
        return wrap(source, destination, IpProtocol.TCP, payload);
    }

    /** An ICMP or ICMPv6 message without data, by the family of the addresses. */
    public static IpPacket icmp(IpAddress source, IpAddress destination, int type) {
        byte[] payload = new byte[ICMP_HEADER];
        payload[0] = (byte) type;
        boolean v4 = source.family() == AddressFamily.IPV4;
        return wrap(source, destination, v4 ? IpProtocol.ICMP : IpProtocol.ICMPV6, payload);
    }

    /** What ping sends. */
    public static IpPacket echoRequest(IpAddress source, IpAddress destination) {
        return icmp(source, destination, source.family() == AddressFamily.IPV4 ? ECHO_REQUEST : ECHO_REQUEST_V6);
    }

    public IpAddress source() {
        return source;
    }

    public IpAddress destination() {
        return destination;
    }

    /** IP protocol number of the payload. */
    public int protocol() {
        return protocol;
    }

    /** A copy of the octets behind the IP header. */
    public byte[] payload() {
        return payload.clone();
    }

    /** Octets of the whole packet, IP header included. */
    public int length() {
        return payload.length + (source.family() == AddressFamily.IPV4 ? 20 : 40);
    }

    /** TCP or UDP source port, host order. */
    public OptionalInt sourcePort() {
        return hasPorts() ? OptionalInt.of(shortAt(0)) : OptionalInt.empty();
    }

    /** TCP or UDP destination port, host order. */
    public OptionalInt destinationPort() {
        return hasPorts() ? OptionalInt.of(shortAt(2)) : OptionalInt.empty();
    }

    /** ICMP or ICMPv6 type. */
    public OptionalInt icmpType() {
        boolean icmp = protocol == IpProtocol.ICMP || protocol == IpProtocol.ICMPV6;
        return icmp && payload.length > 0 ? OptionalInt.of(payload[0] & 0xff) : OptionalInt.empty();
    }

    /** The application's octets: behind the UDP or TCP header, else all of the payload. */
    public byte[] data() {
        int header = !hasPorts() ? 0 : protocol == IpProtocol.UDP ? UDP_HEADER : TCP_HEADER;
        return Arrays.copyOfRange(payload, Math.min(header, payload.length), payload.length);
    }

    /** {@link #data()} as UTF-8. */
    public String text() {
        return new String(data(), StandardCharsets.UTF_8);
    }

    /** Whether it is ESP, naked or, on a packet to or from port 4500, inside UDP. */
    public boolean isEsp() {
        return espOffset() >= 0;
    }

    /** The SPI of an ESP packet. */
    public Optional<Spi> spi() {
        int offset = espOffset();
        int value = offset < 0 || payload.length < offset + 4 ? 0 : intAt(offset);
        return value >= 0 && value < Spi.LOWEST ? Optional.empty() : Optional.of(new Spi(value));
    }

    /** Whether a host that sends it, or gets it, finds that {@code selector} is about it. */
    public boolean matches(TrafficSelector selector, Direction direction) {
        boolean out = direction == Direction.OUTBOUND;
        return selector.local().contains(out ? source : destination)
                && selector.remote().contains(out ? destination : source)
                && (selector.protocol().isEmpty() || selector.protocol().getAsInt() == protocol)
                && within(selector.localPorts(), out ? sourcePort() : destinationPort())
                && within(selector.remotePorts(), out ? destinationPort() : sourcePort())
                && (selector.icmpType().isEmpty() || selector.icmpType().equals(icmpType()));
    }

    private static boolean within(PortRange range, OptionalInt port) {
        return range.isAny()
                || (port.isPresent() && port.getAsInt() >= range.first() && port.getAsInt() <= range.last());
    }

    /** A packet with the same octets between other addresses, as a NAT makes it. */
    public IpPacket readdressed(IpAddress newSource, IpAddress newDestination) {
        return wrap(newSource, newDestination, protocol, payload);
    }

    /** A UDP or TCP packet with other addresses and ports, as a NAT makes it. */
    public IpPacket readdressed(IpAddress newSource, int sourcePort, IpAddress newDestination, int destinationPort) {
        if (!hasPorts()) {
            throw new IllegalArgumentException(this + " has no ports to rewrite");
        }
        byte[] rewritten = payload.clone();
        putPorts(rewritten, sourcePort, destinationPort);
        return wrap(newSource, newDestination, protocol, rewritten);
    }

    /** The octets themselves; not to be changed. */
    byte[] rawPayload() {
        return payload;
    }

    private int espOffset() {
        if (protocol == IpProtocol.ESP) {
            return 0;
        }
        boolean encapsulated = protocol == IpProtocol.UDP
                && payload.length >= UDP_HEADER + 4
                && (UdpEncapsulation.isPort(shortAt(0)) || UdpEncapsulation.isPort(shortAt(2)))
                && intAt(UDP_HEADER) != UdpEncapsulation.NON_ESP_MARKER;
        return encapsulated ? UDP_HEADER : -1;
    }

    private boolean hasPorts() {
        return (protocol == IpProtocol.UDP && payload.length >= UDP_HEADER)
                || (protocol == IpProtocol.TCP && payload.length >= TCP_HEADER);
    }

    private int shortAt(int offset) {
        return ((payload[offset] & 0xff) << 8) | (payload[offset + 1] & 0xff);
    }

    private int intAt(int offset) {
        return (shortAt(offset) << 16) | shortAt(offset + 2);
    }

    private static void putPorts(byte[] payload, int sourcePort, int destinationPort) {
        putShort(payload, 0, sourcePort);
        putShort(payload, 2, destinationPort);
    }

    private static void putShort(byte[] octets, int offset, int value) {
        if (value < 0 || value > 0xffff) {
            throw new IllegalArgumentException(value + " does not fit 16 bits");
        }
        octets[offset] = (byte) (value >> 8);
        octets[offset + 1] = (byte) value;
    }

    private static void putInt(byte[] octets, int offset, int value) {
        putShort(octets, offset, value >>> 16);
        putShort(octets, offset + 2, value & 0xffff);
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof IpPacket)) {
            return false;
        }
        IpPacket that = (IpPacket) other;
        return protocol == that.protocol
                && source.equals(that.source)
                && destination.equals(that.destination)
                && Arrays.equals(payload, that.payload);
    }

    @Override
    public int hashCode() {
        return Objects.hash(source, destination, protocol, Arrays.hashCode(payload));
    }

    /** Addresses, kind and length on one line. */
    @Override
    public String toString() {
        String kind = isEsp()
                ? (protocol == IpProtocol.ESP ? "ESP " : "ESP in UDP ")
                        + spi().map(Spi::toString).orElse("?")
                : hasPorts()
                        ? (protocol == IpProtocol.UDP ? "UDP " : "TCP ") + shortAt(0) + "->" + shortAt(2)
                        : icmpType().isPresent() ? "ICMP type " + icmpType().getAsInt() : "protocol " + protocol;
        return source + " -> " + destination + " " + kind + ", " + length() + " octets";
    }
}
