package io.secureconnect.linux.jna;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.secureconnect.linux.netlink.Errno;
import io.secureconnect.linux.netlink.NetlinkIoException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * One netlink descriptor and the memory its datagrams are received into. It is connected to the kernel, so that no other
 * process's datagrams reach it.
 */
final class NetlinkDescriptor {
    /** {@code sizeof(struct sockaddr_nl)}: family, padding, port, groups. */
    private static final int ADDRESS = 12;

    private static final int PORT_OFFSET = 4;
    /** More than the largest datagram the kernel builds for a dump (32 KiB). */
    private static final int RECEIVE = 64 * 1024;
    /** Room for some thousand acknowledgements or events, where CAP_NET_ADMIN allows it. */
    private static final int RECEIVE_QUEUE = 4 * 1024 * 1024;

    private final int descriptor;
    private final int portId;
    private final Memory memory = new Memory(RECEIVE);
    private final ByteBuffer buffer = memory.getByteBuffer(0, RECEIVE).order(ByteOrder.nativeOrder());

    private NetlinkDescriptor(int descriptor) {
        this.descriptor = descriptor;
        this.portId = bind();
    }

    /**
     * Opens a descriptor for {@code protocol}.
     *
     * @throws NetlinkIoException if the kernel has no such protocol, or refuses
     */
    static NetlinkDescriptor open(int protocol, String name) {
        int descriptor;
        try {
            descriptor = LibC.socket(LibCNumber.AF_NETLINK, LibCNumber.SOCK_RAW | LibCNumber.SOCK_CLOEXEC, protocol);
        } catch (LastErrorException e) {
            throw failed("socket(" + name + ")", e);
        }
        try {
            return new NetlinkDescriptor(descriptor);
        } catch (RuntimeException e) {
            LibC.close(descriptor);
            throw e;
        }
    }

    static NetlinkIoException failed(String call, LastErrorException e) {
        return new NetlinkIoException(call, new Errno(e.getErrorCode()));
    }

    private int bind() {
        try (Memory address = new Memory(ADDRESS);
                Memory length = new Memory(Integer.BYTES)) {
            address.clear();
            address.setShort(0, (short) LibCNumber.AF_NETLINK);
            LibC.bind(descriptor, address, ADDRESS);
            LibC.connect(descriptor, address, ADDRESS);
            length.setInt(0, ADDRESS);
            LibC.getsockname(descriptor, address, length);
            growQueue();
            return address.getInt(PORT_OFFSET);
        } catch (LastErrorException e) {
            throw failed("bind(netlink)", e);
        }
    }

    private void growQueue() {
        try {
            option(LibCNumber.SOL_SOCKET, LibCNumber.SO_RCVBUFFORCE, RECEIVE_QUEUE);
        } catch (LastErrorException refused) {
            option(LibCNumber.SOL_SOCKET, LibCNumber.SO_RCVBUF, RECEIVE_QUEUE); // the kernel takes what it allows
        }
    }

    void option(int level, int name, int value) {
        try (Memory memory = new Memory(Integer.BYTES)) {
            memory.setInt(0, value);
            LibC.setsockopt(descriptor, level, name, memory, Integer.BYTES);
        }
    }

    int number() {
        return descriptor;
    }

    int portId() {
        return portId;
    }

    void send(Pointer message, int octets) {
        long sent;
        try {
            sent = LibC.send(descriptor, message, octets, 0);
        } catch (LastErrorException e) {
            throw failed("send(netlink, " + octets + " octets)", e);
        }
        if (sent != octets) {
            throw new IllegalStateException("a datagram of " + octets + " octets was sent as " + sent);
        }
    }

    /** What has arrived, if anything has. */
    Optional<ByteBuffer> receive() {
        long octets;
        try {
            octets = LibC.recv(descriptor, memory, RECEIVE, LibCNumber.MSG_DONTWAIT | LibCNumber.MSG_TRUNC);
        } catch (LastErrorException e) {
            if (e.getErrorCode() == Errno.EAGAIN.number() || e.getErrorCode() == Errno.EINTR.number()) {
                return Optional.empty();
            }
            throw failed("recv(netlink)", e);
        }
        if (octets > RECEIVE) {
            throw new NetlinkIoException("recv(netlink), a datagram of " + octets + " octets", Errno.EMSGSIZE);
        }
        buffer.clear().limit((int) octets);
        return Optional.of(buffer);
    }

    void close() {
        LibC.close(descriptor);
    }
}
