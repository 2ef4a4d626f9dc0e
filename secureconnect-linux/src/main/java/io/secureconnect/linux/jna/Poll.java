package io.secureconnect.linux.jna;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import io.secureconnect.linux.netlink.Errno;

/** {@code poll} on some descriptors: an array of {@code pollfd}, kept for the life of its owner. */
final class Poll {
    /** {@code sizeof(struct pollfd)}: descriptor, wanted, found. */
    private static final int ENTRY = 8;

    static final int FOREVER = -1;

    private final Memory entries;
    private final int count;

    Poll(int... descriptors) {
        count = descriptors.length;
        entries = new Memory((long) ENTRY * count);
        for (int i = 0; i < count; i++) {
            entries.setInt((long) ENTRY * i, descriptors[i]);
            entries.setShort((long) ENTRY * i + 4, (short) LibCNumber.POLLIN);
        }
    }

    /** Waits until one of them has something to read, or an error to tell; false if the time is over. */
    boolean await(int milliseconds) {
        while (true) {
            try {
                return LibC.poll(entries, count, milliseconds) > 0;
            } catch (LastErrorException e) {
                if (e.getErrorCode() != Errno.EINTR.number()) {
                    throw NetlinkDescriptor.failed("poll", e);
                }
            }
        }
    }

    /** Whether the descriptor at {@code index} has something. */
    boolean isReady(int index) {
        return entries.getShort((long) ENTRY * index + 6) != 0;
    }
}
