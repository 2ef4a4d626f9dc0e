package io.secureconnect.linux.netlink;

import java.nio.ByteBuffer;
import java.util.Optional;

/** A socket that hears what the kernel tells groups of listeners. One thread waits; any thread may close it. */
public interface EventSocket extends AutoCloseable {
    /**
     * Waits for the next datagram, which is the socket's own buffer and is used again by the next call.
     *
     * @return empty when the socket was closed
     * @throws NetlinkIoException with {@code ENOBUFS} once if datagrams were lost
     */
    Optional<ByteBuffer> await();

    /** Makes {@link #await} return at once, now and from now on. */
    @Override
    void close();
}
