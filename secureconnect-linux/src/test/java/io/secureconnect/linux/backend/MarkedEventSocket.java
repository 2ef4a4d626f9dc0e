package io.secureconnect.linux.backend;

import io.secureconnect.linux.netlink.EventSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** An event socket that tells when a notice about a certain address, and all before it, have been handled. */
final class MarkedEventSocket implements EventSocket {
    static final String MARK = "203.0.113.77";

    private final EventSocket socket;
    private final Semaphore handled = new Semaphore(0);
    private int marksInHand;

    MarkedEventSocket(EventSocket socket) {
        this.socket = socket;
    }

    @Override
    public Optional<ByteBuffer> await() {
        handled.release(marksInHand); // who asks for the next has done with the last
        marksInHand = 0;
        Optional<ByteBuffer> datagram = socket.await();
        datagram.filter(MarkedEventSocket::isMarked).ifPresent(d -> marksInHand = 1);
        return datagram;
    }

    private static boolean isMarked(ByteBuffer datagram) {
        int mark = LinuxHarness.octets(MARK).getInt();
        ByteBuffer octets = datagram.duplicate(); // network order
        for (int i = 0; i + Integer.BYTES <= octets.limit(); i += Integer.BYTES) {
            if (octets.getInt(i) == mark) {
                return true;
            }
        }
        return false;
    }

    void awaitMarks(int count, Duration limit) {
        try {
            if (!handled.tryAcquire(count, limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("the kernel's notices were not handled within " + limit);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
