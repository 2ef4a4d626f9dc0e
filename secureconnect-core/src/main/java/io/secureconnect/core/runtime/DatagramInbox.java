package io.secureconnect.core.runtime;

import io.secureconnect.spi.Datagram;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What peers, and strangers, sent and the loop has not seen yet. It is bounded, so that a flood costs datagrams and nothing
 * else; and it has at most one input in the loop's queue, so that policy never waits behind more than one batch.
 */
final class DatagramInbox {
    private static final int MOST = 4_096;
    private static final int MOST_OCTETS = 4 << 20;
    private static final int BATCH = 64;

    private final Runnable announce;
    private final Deque<Datagram> waiting = new ArrayDeque<>();
    private int octets;
    private boolean announced;
    private long dropped;

    /** @param announce puts one input into the loop's queue, which leads to {@link #take} */
    DatagramInbox(Runnable announce) {
        this.announce = announce;
    }

    /** Any thread. */
    void add(Datagram datagram) {
        boolean first;
        synchronized (waiting) {
            int length = datagram.payload().length();
            if (waiting.size() >= MOST || octets + length > MOST_OCTETS) {
                dropped++;
                return;
            }
            waiting.add(datagram);
            octets += length;
            first = !announced;
            announced = true;
        }
        if (first) {
            announce.run();
        }
    }

    /** The next ones, in their order; what is left is announced anew, behind all that waits by then. */
    List<Datagram> take() {
        List<Datagram> batch = new ArrayList<>();
        boolean more;
        synchronized (waiting) {
            while (batch.size() < BATCH && !waiting.isEmpty()) {
                Datagram next = waiting.remove();
                octets -= next.payload().length();
                batch.add(next);
            }
            more = !waiting.isEmpty();
            announced = more;
        }
        if (more) {
            announce.run();
        }
        return batch;
    }

    /** How many were not taken because too many waited. */
    long dropped() {
        synchronized (waiting) {
            return dropped;
        }
    }
}
