package io.secureconnect.linux.jna;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import io.secureconnect.linux.netlink.EventSocket;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The socket that hears XFRM groups; an {@code eventfd} beside it ends the wait at once when it is closed. */
public final class XfrmEventSocket implements EventSocket {
    private final NetlinkDescriptor descriptor;
    private final int wakeUp;
    private final Poll poll;
    private boolean waiting;
    private boolean closed;

    private XfrmEventSocket(NetlinkDescriptor descriptor, int wakeUp) {
        this.descriptor = descriptor;
        this.wakeUp = wakeUp;
        this.poll = new Poll(descriptor.number(), wakeUp);
    }

    /**
     * Opens the socket and joins groups; from now on nothing they are told is missed without a word.
     *
     * @param groups group numbers, see {@code XfrmGroup}
     * @throws io.secureconnect.linux.netlink.NetlinkIoException if the kernel refuses
     */
    public static XfrmEventSocket open(int... groups) {
        NetlinkDescriptor descriptor = NetlinkDescriptor.open(LibCNumber.NETLINK_XFRM, "NETLINK_XFRM");
        try {
            for (int group : groups) {
                descriptor.option(LibCNumber.SOL_NETLINK, LibCNumber.NETLINK_ADD_MEMBERSHIP, group);
            }
            return new XfrmEventSocket(descriptor, LibC.eventfd(0, LibCNumber.EFD_CLOEXEC));
        } catch (LastErrorException e) {
            descriptor.close();
            throw NetlinkDescriptor.failed("setsockopt(NETLINK_XFRM, NETLINK_ADD_MEMBERSHIP)", e);
        }
    }

    @Override
    public Optional<ByteBuffer> await() {
        Optional<ByteBuffer> datagram = Optional.empty();
        while (datagram.isEmpty() && enter()) {
            try {
                poll.await(Poll.FOREVER);
                datagram = descriptor.receive();
            } finally {
                leave();
            }
        }
        return datagram;
    }

    private synchronized boolean enter() {
        waiting = !closed;
        return waiting;
    }

    /** The descriptors outlive the wait, so that their numbers are not given to others while they are waited on. */
    private synchronized void leave() {
        waiting = false;
        if (closed) {
            free();
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (waiting) {
            wake();
        } else {
            free();
        }
    }

    private void wake() {
        try (Memory one = new Memory(Long.BYTES)) {
            one.setLong(0, 1);
            LibC.write(wakeUp, one, Long.BYTES);
        }
    }

    private void free() {
        LibC.close(wakeUp);
        descriptor.close();
    }
}
