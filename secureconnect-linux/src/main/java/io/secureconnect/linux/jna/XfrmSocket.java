package io.secureconnect.linux.jna;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import io.secureconnect.linux.netlink.Errno;
import io.secureconnect.linux.netlink.NetlinkIoException;
import io.secureconnect.linux.netlink.NetlinkSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** The socket for requests to {@code NETLINK_XFRM} in the network namespace of the thread that opens it. */
public final class XfrmSocket implements NetlinkSocket {
    private static final int SEND = 64 * 1024;
    /** The kernel answers before {@code send} returns; a slow module load happens within it too. */
    private static final int PATIENCE_MILLISECONDS = 5000;

    private final NetlinkDescriptor descriptor;
    private final Poll poll;
    private final Memory memory = new Memory(SEND);
    private final ByteBuffer buffer = memory.getByteBuffer(0, SEND).order(ByteOrder.nativeOrder());
    private boolean closed;

    private XfrmSocket(NetlinkDescriptor descriptor) {
        this.descriptor = descriptor;
        this.poll = new Poll(descriptor.number());
    }

    /**
     * Opens the socket.
     *
     * @throws NetlinkIoException if the kernel has no XFRM, or refuses
     */
    public static XfrmSocket open() {
        NetlinkDescriptor descriptor = NetlinkDescriptor.open(LibCNumber.NETLINK_XFRM, "NETLINK_XFRM");
        askFor(descriptor, LibCNumber.NETLINK_EXT_ACK);
        askFor(descriptor, LibCNumber.NETLINK_CAP_ACK);
        return new XfrmSocket(descriptor);
    }

    /** Older kernels lack these; errors are then poorer, not wrong. */
    private static void askFor(NetlinkDescriptor descriptor, int option) {
        try {
            descriptor.option(LibCNumber.SOL_NETLINK, option, 1);
        } catch (LastErrorException e) {
            if (e.getErrorCode() != Errno.ENOPROTOOPT.number()) {
                descriptor.close();
                throw NetlinkDescriptor.failed("setsockopt(NETLINK_XFRM, " + option + ")", e);
            }
        }
    }

    @Override
    public int portId() {
        return descriptor.portId();
    }

    @Override
    public ByteBuffer sendBuffer() {
        return buffer;
    }

    @Override
    public void send(int octets) {
        requireOpen();
        descriptor.send(memory, octets);
    }

    @Override
    public ByteBuffer receive() {
        requireOpen();
        Optional<ByteBuffer> datagram = descriptor.receive();
        while (datagram.isEmpty()) {
            if (!poll.await(PATIENCE_MILLISECONDS)) {
                throw new NetlinkIoException(
                        "recv(NETLINK_XFRM), no answer within " + PATIENCE_MILLISECONDS + " ms", Errno.EAGAIN);
            }
            datagram = descriptor.receive();
        }
        return datagram.get();
    }

    @Override
    public Optional<ByteBuffer> poll() {
        requireOpen();
        return descriptor.receive();
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the netlink socket is closed");
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            descriptor.close();
        }
    }
}
