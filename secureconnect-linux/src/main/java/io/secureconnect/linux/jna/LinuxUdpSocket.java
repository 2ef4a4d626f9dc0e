package io.secureconnect.linux.jna;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.linux.netlink.Errno;
import io.secureconnect.linux.udp.BypassPolicy;
import io.secureconnect.linux.udp.UdpIoException;
import io.secureconnect.linux.udp.UdpPort;
import io.secureconnect.linux.udp.UdpRole;
import io.secureconnect.linux.udp.UdpSocket;
import io.secureconnect.spi.Datagram;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A UDP socket bound to all addresses of its family in the network namespace of the thread that opens it, with policies of
 * its own in both directions; that of NAT traversal with {@code UDP_ENCAP_ESPINUDP} ({@code linux/udp.h}, udp(7)).
 *
 * <p>It is not connected, so no ICMP error reaches it, and it lets the kernel fragment: IKE sees to sizes by itself (RFC
 * 7383), and what it cannot make smaller must get through all the same.
 */
final class LinuxUdpSocket implements UdpSocket {
    private final UdpPort port;
    private final UdpRole role;
    private final UdpFamily family;
    private final int descriptor;
    private final UdpMessage incoming;
    private final UdpMessage outgoing;
    private String call = "socket";
    private boolean closed;

    private LinuxUdpSocket(UdpPort port, UdpRole role) {
        this.port = port;
        this.role = role;
        this.family = UdpFamily.of(port.family());
        this.incoming = new UdpMessage(port);
        this.outgoing = new UdpMessage(port);
        try {
            this.descriptor =
                    LibC.socket(family.domain, LibCNumber.SOCK_DGRAM | LibCNumber.SOCK_CLOEXEC, LibCNumber.IPPROTO_UDP);
        } catch (LastErrorException e) {
            throw failed(call, e);
        }
    }

    /**
     * Opens the socket.
     *
     * @throws UdpIoException if the port is taken, or the kernel refuses
     */
    static LinuxUdpSocket open(UdpPort port, UdpRole role) {
        LinuxUdpSocket socket = new LinuxUdpSocket(port, role);
        try {
            socket.configure();
            return socket;
        } catch (LastErrorException e) {
            socket.close();
            throw socket.failed(socket.call, e);
        }
    }

    /** The port comes last, so that nothing arrives on a socket that is not ready. */
    private void configure() {
        if (family == UdpFamily.V6) {
            option("IPV6_V6ONLY", family.level, LibCNumber.IPV6_V6ONLY, 1);
        }
        for (Direction direction : Direction.values()) {
            option("XFRM_POLICY", family.level, family.options.policy(), BypassPolicy.of(port.family(), direction));
        }
        option("PKTINFO", family.level, family.options.tellDestination(), 1);
        option("MTU_DISCOVER", family.level, family.options.mtuDiscover(), family.options.mayFragment());
        if (role == UdpRole.NAT_TRAVERSAL) {
            option("UDP_ENCAP", LibCNumber.IPPROTO_UDP, LibCNumber.UDP_ENCAP, LibCNumber.UDP_ENCAP_ESPINUDP);
        }
        bind();
    }

    private void option(String name, int level, int number, int value) {
        option(
                name,
                level,
                number,
                ByteBuffer.allocate(Integer.BYTES)
                        .order(ByteOrder.nativeOrder())
                        .putInt(value)
                        .array());
    }

    private void option(String name, int level, int number, byte[] value) {
        call = "setsockopt(" + name + ")";
        try (Memory memory = new Memory(value.length)) {
            memory.write(0, value, 0, value.length);
            LibC.setsockopt(descriptor, level, number, memory, value.length);
        }
    }

    private void bind() {
        call = "bind";
        int length = family.nameLength();
        try (Memory address = new Memory(length)) {
            family.writeName(port, address.getByteBuffer(0, length).order(ByteOrder.nativeOrder()));
            LibC.bind(descriptor, address, length);
        }
    }

    private UdpIoException failed(String call, LastErrorException e) {
        return new UdpIoException(port, role, call, new Errno(e.getErrorCode()));
    }

    @Override
    public UdpPort port() {
        return port;
    }

    @Override
    public int descriptor() {
        return descriptor;
    }

    @Override
    public void makeRoom(int octets) {
        try {
            option("SO_RCVBUFFORCE", LibCNumber.SOL_SOCKET, LibCNumber.SO_RCVBUFFORCE, octets);
        } catch (LastErrorException refused) {
            option("SO_RCVBUF", LibCNumber.SOL_SOCKET, LibCNumber.SO_RCVBUF, octets); // the kernel takes what it allows
        }
    }

    /** {@inheritDoc} A pending error of the network counts as a datagram without addresses. */
    @Override
    public boolean receive(Consumer<Datagram> receiver) {
        long octets;
        incoming.clear();
        try {
            octets = LibC.recvmsg(descriptor, incoming.header(), LibCNumber.MSG_DONTWAIT);
        } catch (LastErrorException e) {
            Errno errno = new Errno(e.getErrorCode());
            if (errno.equals(Errno.EBADF) || errno.equals(Errno.EINVAL)) {
                throw failed("recvmsg", e);
            }
            return !errno.equals(Errno.EAGAIN);
        }
        incoming.datagram((int) octets).ifPresent(receiver);
        return true;
    }

    @Override
    public Optional<Errno> send(Datagram datagram) {
        if (datagram.payload().length() > UdpMessage.LARGEST_PAYLOAD) {
            return Optional.of(Errno.EMSGSIZE);
        }
        outgoing.fill(datagram);
        try {
            LibC.sendmsg(descriptor, outgoing.header(), LibCNumber.MSG_DONTWAIT);
            return Optional.empty();
        } catch (LastErrorException e) {
            return Optional.of(new Errno(e.getErrorCode()));
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            LibC.close(descriptor);
            incoming.close();
            outgoing.close();
        }
    }
}
