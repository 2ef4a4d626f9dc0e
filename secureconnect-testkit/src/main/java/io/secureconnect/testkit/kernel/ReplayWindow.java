package io.secureconnect.testkit.kernel;

import java.util.Arrays;

/**
 * Which sequence numbers an inbound SA has seen (RFC 4303 §3.4.3), as a ring of bits. With extended sequence numbers the
 * high 32 bits, which no packet carries, are inferred from the window (RFC 4303 appendix A2).
 */
final class ReplayWindow {
    /** Answer of {@link #resolve} for a packet to be dropped. */
    static final long REJECTED = -1;

    private static final long LOW = 0xffff_ffffL;

    private final int size;
    private final boolean extended;
    private final long[] ring;
    private long top;

    /**
     * @param size packets; 0 accepts everything
     * @param extended whether sequence numbers have 64 bits
     */
    ReplayWindow(int size, boolean extended) {
        this.size = size;
        this.extended = extended;
        this.ring = new long[(size + Long.SIZE - 1) / Long.SIZE];
    }

    /** The highest sequence number accepted so far; 0 before the first. */
    long top() {
        return top;
    }

    /**
     * The whole sequence number of a packet that carries its low 32 bits, if the packet is neither too old nor a replay.
     * It is not accepted until {@link #accept}: its integrity must be checked first.
     */
    long resolve(int low) {
        long sequence = extended ? infer(Integer.toUnsignedLong(low)) : Integer.toUnsignedLong(low);
        if (size == 0) {
            return sequence;
        }
        if (sequence == 0 || sequence == REJECTED) {
            return REJECTED;
        }
        if (Long.compareUnsigned(sequence, top) > 0) {
            return sequence;
        }
        return top - sequence >= size || isSeen(sequence) ? REJECTED : sequence;
    }

    /** Notes a number that {@link #resolve} gave and whose packet proved genuine. */
    void accept(long sequence) {
        if (size > 0) {
            if (Long.compareUnsigned(sequence, top) > 0) {
                forget(top + 1, sequence);
            }
            ring[word(sequence)] |= bit(sequence);
        }
        if (Long.compareUnsigned(sequence, top) > 0) {
            top = sequence;
        }
    }

    /** RFC 4303 appendix A2.1: the window ends at the top and may span two values of the high half. */
    private long infer(long low) {
        long topLow = top & LOW;
        long topHigh = top >>> 32;
        long bottomLow = topLow - size + 1 & LOW;
        long high;
        if (topLow >= size - 1) {
            high = low >= bottomLow ? topHigh : topHigh + 1;
        } else {
            high = low >= bottomLow ? topHigh - 1 : topHigh;
        }
        return high < 0 || high > LOW ? REJECTED : high << 32 | low;
    }

    private void forget(long from, long to) {
        if (to - from >= ring.length * (long) Long.SIZE) {
            Arrays.fill(ring, 0);
            return;
        }
        for (long sequence = from; sequence != to + 1; sequence++) {
            ring[word(sequence)] &= ~bit(sequence);
        }
    }

    private boolean isSeen(long sequence) {
        return (ring[word(sequence)] & bit(sequence)) != 0;
    }

    private int word(long sequence) {
        return (int) Long.remainderUnsigned(sequence >>> 6, ring.length);
    }

    private static long bit(long sequence) {
        return 1L << (sequence & 63);
    }
}
