package io.secureconnect.linux.xfrm;

import io.secureconnect.linux.netlink.Fields;
import io.secureconnect.linux.netlink.Octets;
import io.secureconnect.linux.netlink.Structure;

/**
 * {@code xfrm_replay_state_esn}: 64-bit sequence numbers in halves and a window as a bitmap of 32-bit words.
 *
 * @param bitmapWords how many words {@link #bitmap()} has
 * @param window packets, at most 32 times as many
 */
public record ReplayStateEsn(
        int bitmapWords, int sentLow, int receivedLow, int sentHigh, int receivedHigh, int window, Octets bitmap) {
    /** {@code XFRMA_REPLAY_ESN_MAX}: the largest window, in packets. */
    public static final int LARGEST_WINDOW = 4096;

    private static final int WORD_BITS = 32;

    public static final Structure<ReplayStateEsn> STRUCTURE = Structure.of(
            "xfrm_replay_state_esn", new ReplayStateEsn(0, 0, 0, 0, 0, 0, Octets.NONE), ReplayStateEsn::walk);

    /** The state of a fresh SA with a window of so many packets. */
    public static ReplayStateEsn fresh(int window) {
        int words = (window + WORD_BITS - 1) / WORD_BITS;
        return new ReplayStateEsn(words, 0, 0, 0, 0, window, Octets.of(new byte[words * 4]));
    }

    private static ReplayStateEsn walk(Fields f, ReplayStateEsn v) {
        return new ReplayStateEsn(
                f.u32("bmp_len", v.bitmapWords),
                f.u32("oseq", v.sentLow),
                f.u32("seq", v.receivedLow),
                f.u32("oseq_hi", v.sentHigh),
                f.u32("seq_hi", v.receivedHigh),
                f.u32("replay_window", v.window),
                f.rest("bmp", v.bitmap));
    }

    /** The highest sequence number sent, 64 bits. */
    public long sent() {
        return (long) sentHigh << 32 | Integer.toUnsignedLong(sentLow);
    }

    /** The highest sequence number received, 64 bits. */
    public long received() {
        return (long) receivedHigh << 32 | Integer.toUnsignedLong(receivedLow);
    }
}
