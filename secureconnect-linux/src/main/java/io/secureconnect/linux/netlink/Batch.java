package io.secureconnect.linux.netlink;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Some requests in one datagram, only the last of which asks for an acknowledgement. The kernel works all of them off,
 * reports each failure with its sequence number, and says nothing of a success but the last: a request without a
 * refusal was carried out if the last answer came and no datagram was lost.
 */
final class Batch {
    /** So many refusals fit into a default receive buffer with room to spare (256 do). */
    static final int MOST = 128;
    /** Room that any one message has enough of: the largest, an SA with a window of 4096 packets, needs about 1 KiB. */
    static final int ROOM = 4096;
    /** Nothing is gained above, and larger datagrams may be refused with EMSGSIZE. */
    static final int OCTETS = 64 * 1024;

    private final ByteBuffer buffer;
    private final MessageWriter writer;
    private final int firstSequence;
    private final int portId;
    private final List<NetlinkRequest> requests = new ArrayList<>();
    private final int[] starts = new int[MOST];
    private boolean holdsKey;

    Batch(ByteBuffer buffer, int firstSequence, int portId) {
        this.buffer = buffer;
        this.firstSequence = firstSequence;
        this.portId = portId;
        this.writer = new MessageWriter(buffer);
        buffer.clear();
    }

    boolean hasRoom() {
        return requests.size() < MOST && Math.min(OCTETS, buffer.capacity()) - buffer.position() >= ROOM;
    }

    void add(NetlinkRequest request, int flags) {
        holdsKey |= request.holdsKey();
        starts[requests.size()] = buffer.position();
        writer.begin(request.type(), NetlinkFlag.REQUEST | flags, firstSequence + requests.size(), portId);
        requests.add(request);
        request.write(writer);
        writer.end();
    }

    /** Asks for an acknowledgement of the last request. */
    void acknowledgeLast() {
        int flags = starts[requests.size() - 1] + 6;
        buffer.putShort(flags, (short) (buffer.getShort(flags) | NetlinkFlag.ACK));
    }

    int size() {
        return requests.size();
    }

    int octets() {
        return buffer.position();
    }

    /** Overwrites what was built if it holds a key. */
    void wipe() {
        if (holdsKey) {
            ByteBuffer built = buffer.duplicate();
            built.flip();
            Datagram.wipe(built);
        }
    }

    /** Reads answers until the last request's has come, or until none is left after a loss. */
    Verdict[] collect(NetlinkSocket socket) {
        @Nullable Verdict[] verdicts = new Verdict[requests.size()];
        boolean lost = false;
        while (verdicts[verdicts.length - 1] == null) {
            try {
                Optional<ByteBuffer> datagram = lost ? socket.poll() : Optional.of(socket.receive());
                if (datagram.isEmpty()) {
                    break;
                }
                Datagram.forEach(datagram.get(), message -> note(message, verdicts));
            } catch (NetlinkIoException e) {
                if (!e.errno().equals(Errno.ENOBUFS) && !e.errno().equals(Errno.EAGAIN)) {
                    throw e;
                }
                lost = true;
            }
        }
        Verdict silent = lost ? Verdict.UNKNOWN : Verdict.ACCEPTED;
        return Arrays.stream(verdicts).map(v -> v == null ? silent : v).toArray(Verdict[]::new);
    }

    private void note(NetlinkMessage message, @Nullable Verdict[] verdicts) {
        int index = message.header().sequence() - firstSequence;
        if (message.header().type() != ControlType.ERROR || index < 0 || index >= verdicts.length) {
            return; // left over from an exchange that was given up
        }
        NetlinkError refusal = refusal(message, index);
        verdicts[index] = refusal == null ? Verdict.ACCEPTED : Verdict.refused(refusal);
    }

    @Nullable
    NetlinkError refusal(NetlinkMessage message, int index) {
        return Acknowledgement.refusal(message, new SentAttributes(buffer, starts[index], requests.get(index)));
    }
}
