package io.secureconnect.linux.jna;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.linux.netlink.Errno;
import io.secureconnect.linux.udp.BypassPolicy;
import io.secureconnect.linux.udp.EncapsulationEndpoint;
import io.secureconnect.linux.udp.EncapsulationSocket;
import io.secureconnect.linux.udp.UdpIoException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A UDP socket with {@code UDP_ENCAP_ESPINUDP} ({@code linux/udp.h}, udp(7)), bound to all addresses of its family in the
 * network namespace of the thread that opens it.
 *
 * <p>Nobody reads it. The kernel takes ESP and keepalives out before they count against the receive buffer; only strays
 * with a non-ESP marker (RFC 3948 §2.2) get there. So the smallest buffer will do: what does not fit is dropped, and ESP
 * flows on.
 */
public final class UdpEncapsulationSocket implements EncapsulationSocket {
    /** {@code sizeof(struct sockaddr_in)} and {@code sizeof(struct sockaddr_in6)}: family and port come first in both. */
    private static final int ADDRESS = 16;

    private static final int ADDRESS_6 = 28;
    /** The kernel raises it to its own minimum. */
    private static final int SMALLEST_BUFFER = 1;

    private final EncapsulationEndpoint endpoint;
    private final int descriptor;
    private String call = "socket";
    private boolean closed;

    private UdpEncapsulationSocket(EncapsulationEndpoint endpoint) {
        this.endpoint = endpoint;
        try {
            this.descriptor = LibC.socket(
                    isFour() ? LibCNumber.AF_INET : LibCNumber.AF_INET6,
                    LibCNumber.SOCK_DGRAM | LibCNumber.SOCK_CLOEXEC,
                    LibCNumber.IPPROTO_UDP);
        } catch (LastErrorException e) {
            throw failed(e);
        }
    }

    /**
     * Opens the socket.
     *
     * @throws UdpIoException if the port is taken, or the kernel refuses
     */
    public static UdpEncapsulationSocket open(EncapsulationEndpoint endpoint) {
        UdpEncapsulationSocket socket = new UdpEncapsulationSocket(endpoint);
        try {
            socket.configure();
            return socket;
        } catch (LastErrorException e) {
            socket.close();
            throw socket.failed(e);
        }
    }

    private boolean isFour() {
        return endpoint.family() == AddressFamily.IPV4;
    }

    /** The port comes last, so that nothing arrives on a socket that is not ready. */
    private void configure() {
        byte[] bypass = BypassPolicy.inbound(endpoint.family());
        if (isFour()) {
            option("IP_XFRM_POLICY", LibCNumber.IPPROTO_IP, LibCNumber.IP_XFRM_POLICY, bypass);
        } else {
            option("IPV6_V6ONLY", LibCNumber.IPPROTO_IPV6, LibCNumber.IPV6_V6ONLY, number(1));
            option("IPV6_XFRM_POLICY", LibCNumber.IPPROTO_IPV6, LibCNumber.IPV6_XFRM_POLICY, bypass);
        }
        option("SO_RCVBUF", LibCNumber.SOL_SOCKET, LibCNumber.SO_RCVBUF, number(SMALLEST_BUFFER));
        option("UDP_ENCAP", LibCNumber.IPPROTO_UDP, LibCNumber.UDP_ENCAP, number(LibCNumber.UDP_ENCAP_ESPINUDP));
        bind();
    }

    private void option(String name, int level, int number, byte[] value) {
        call = "setsockopt(" + name + ")";
        try (Memory memory = new Memory(value.length)) {
            memory.write(0, value, 0, value.length);
            LibC.setsockopt(descriptor, level, number, memory, value.length);
        }
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.nativeOrder())
                .putInt(value)
                .array();
    }

    private void bind() {
        call = "bind";
        int length = isFour() ? ADDRESS : ADDRESS_6;
        try (Memory address = new Memory(length)) {
            address.clear(); // all zeros is the wildcard address of both families
            address.setShort(0, (short) (isFour() ? LibCNumber.AF_INET : LibCNumber.AF_INET6));
            address.setByte(2, (byte) (endpoint.port() >> 8)); // sin_port is in network order
            address.setByte(3, (byte) endpoint.port());
            LibC.bind(descriptor, address, length);
        }
    }

    private UdpIoException failed(LastErrorException e) {
        return new UdpIoException(endpoint, call, new Errno(e.getErrorCode()));
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            LibC.close(descriptor);
        }
    }
}
