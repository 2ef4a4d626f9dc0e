package io.secureconnect.linux.netlink;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A datagram socket to one netlink protocol of the kernel. Not thread-safe; the buffers are the socket's own, in native
 * byte order, and are used again by the next call.
 */
public interface NetlinkSocket extends AutoCloseable {
    /** The port number the kernel gave this socket; requests carry it, and notifications of their effects repeat it. */
    int portId();

    /** The buffer to build a datagram in, from position 0; at least 64 KiB. */
    ByteBuffer sendBuffer();

    /**
     * Sends the first {@code octets} octets of the send buffer. The kernel works the requests off before this returns.
     *
     * @throws NetlinkIoException if the call fails
     */
    void send(int octets);

    /**
     * The next datagram, from position 0 to its limit; waits a limited time for it.
     *
     * @throws NetlinkIoException with {@code ENOBUFS} once if datagrams were lost, with {@code EAGAIN} if none came
     */
    ByteBuffer receive();

    /**
     * The next datagram if there is one already.
     *
     * @throws NetlinkIoException with {@code ENOBUFS} once if datagrams were lost
     */
    Optional<ByteBuffer> poll();

    @Override
    void close();
}
