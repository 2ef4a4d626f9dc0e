package io.secureconnect.linux.bench;

import io.secureconnect.linux.netlink.NetlinkSocket;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Counts what goes out, to tell a dump from a write. */
final class CountingSocket implements NetlinkSocket {
    private static final int FLAGS = 6;
    private static final int DUMP = 0x300;

    private final NetlinkSocket socket;
    private int dumps;
    private int others;

    CountingSocket(NetlinkSocket socket) {
        this.socket = socket;
    }

    /** Dumps asked for since the last call, then other datagrams. */
    int[] takeCounts() {
        int[] counts = {dumps, others};
        dumps = 0;
        others = 0;
        return counts;
    }

    @Override
    public int portId() {
        return socket.portId();
    }

    @Override
    public ByteBuffer sendBuffer() {
        return socket.sendBuffer();
    }

    @Override
    public void send(int octets) {
        if ((socket.sendBuffer().getShort(FLAGS) & DUMP) == DUMP) {
            dumps++;
        } else {
            others++;
        }
        socket.send(octets);
    }

    @Override
    public ByteBuffer receive() {
        return socket.receive();
    }

    @Override
    public Optional<ByteBuffer> poll() {
        return socket.poll();
    }

    @Override
    public void close() {
        socket.close();
    }
}
