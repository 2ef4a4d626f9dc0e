package io.secureconnect.linux.netlink;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Requests and their answers over one socket: batches, dumps and single questions. Every datagram that was read is
 * wiped, since a dump of SAs holds their keys. Thread-safe; one exchange at a time.
 */
public final class NetlinkChannel implements AutoCloseable {
    /** How often a dump is begun again before another process is found to change the database too fast. */
    static final int DUMP_ATTEMPTS = 8;

    private final NetlinkSocket socket;
    private int sequence;

    /** A channel that owns {@code socket}. */
    public NetlinkChannel(NetlinkSocket socket) {
        this.socket = socket;
    }

    /** The port number in all requests of this channel. */
    public int portId() {
        return socket.portId();
    }

    /**
     * Carries out {@code requests} in order, many in one send; a refusal does not stop those behind it.
     *
     * @return one verdict for each request, in their order
     */
    public synchronized List<Verdict> execute(List<? extends NetlinkRequest> requests) {
        List<Verdict> verdicts = new ArrayList<>(requests.size());
        while (verdicts.size() < requests.size()) {
            Batch batch = newBatch();
            try {
                for (int i = verdicts.size(); i < requests.size() && batch.hasRoom(); i++) {
                    batch.add(requests.get(i), 0);
                }
                batch.acknowledgeLast();
                verdicts.addAll(Arrays.asList(send(batch)));
            } finally {
                batch.wipe();
            }
        }
        return verdicts;
    }

    private Verdict[] send(Batch batch) {
        sequence += batch.size();
        try {
            socket.send(batch.octets());
        } catch (NetlinkIoException e) {
            Verdict[] refused = new Verdict[batch.size()];
            Arrays.fill(refused, Verdict.refused(NetlinkError.of(e.errno())));
            return refused;
        }
        return batch.collect(socket);
    }

    /**
     * Asks for one message.
     *
     * @param decoder makes a value of it; must not keep the message
     */
    public synchronized <T> Reply<T> ask(NetlinkRequest request, Function<NetlinkMessage, T> decoder) {
        Batch batch = sent(request, 0);
        List<Reply<T>> reply = new ArrayList<>(1);
        try {
            while (reply.isEmpty()) {
                read(socket.receive(), message -> {
                    NetlinkError refusal =
                            message.header().type() == ControlType.ERROR ? batch.refusal(message, 0) : null;
                    reply.add(refusal == null ? Reply.of(decoder.apply(message)) : Reply.refused(refusal));
                });
            }
            return reply.get(0);
        } catch (NetlinkIoException e) {
            return Reply.refused(NetlinkError.of(e.errno()));
        }
    }

    /**
     * Asks for everything of a kind. If the database changed meanwhile, or a part was lost, it is asked again.
     *
     * @param decoder makes a value of each message; must not keep the message
     */
    public synchronized <T> List<T> dump(NetlinkRequest request, Function<NetlinkMessage, T> decoder) {
        for (int attempt = 0; attempt < DUMP_ATTEMPTS; attempt++) {
            List<T> all = dumpOnce(request, decoder);
            if (all != null) {
                return all;
            }
        }
        throw new SecureConnectException(
                ErrorCode.KERNEL_PROTOCOL,
                "the dump was interrupted " + DUMP_ATTEMPTS
                        + " times; find the process that keeps changing the kernel's IPsec databases");
    }

    private <T> @Nullable List<T> dumpOnce(NetlinkRequest request, Function<NetlinkMessage, T> decoder) {
        Batch batch = sent(request, NetlinkFlag.DUMP);
        List<T> all = new ArrayList<>();
        boolean[] done = new boolean[1];
        boolean[] interrupted = new boolean[1];
        try {
            while (!done[0]) {
                read(socket.receive(), message -> {
                    interrupted[0] |= message.header().has(NetlinkFlag.DUMP_INTR);
                    if (endsDump(message, batch)) {
                        done[0] = true;
                    } else {
                        all.add(decoder.apply(message));
                    }
                });
            }
            return interrupted[0] ? null : all;
        } catch (NetlinkIoException e) {
            if (!e.errno().equals(Errno.ENOBUFS)) {
                throw e;
            }
            return null;
        } finally {
            if (!done[0]) {
                drain();
            }
        }
    }

    private static boolean endsDump(NetlinkMessage message, Batch batch) {
        if (message.header().type() == ControlType.DONE) {
            int error =
                    message.limit() - message.start() >= 4 ? message.buffer().getInt(message.start()) : 0;
            if (error < 0) {
                throw new NetlinkIoException("dump", new Errno(-error));
            }
            return true;
        }
        if (message.header().type() != ControlType.ERROR) {
            return false;
        }
        NetlinkError refusal = batch.refusal(message, 0);
        if (refusal != null) {
            throw new NetlinkIoException("dump", refusal.errno());
        }
        return true;
    }

    private Batch newBatch() {
        return new Batch(socket.sendBuffer(), sequence + 1, socket.portId());
    }

    private Batch sent(NetlinkRequest request, int flags) {
        Batch batch = newBatch();
        try {
            batch.add(request, flags);
            sequence++;
            socket.send(batch.octets());
            return batch;
        } finally {
            batch.wipe();
        }
    }

    private void read(ByteBuffer datagram, Consumer<NetlinkMessage> handler) {
        try {
            Datagram.forEach(datagram, message -> {
                boolean ours = message.header().sequence() == sequence;
                if (ours && message.header().type() != ControlType.NOOP) {
                    handler.accept(message);
                }
            });
        } finally {
            Datagram.wipe(datagram);
        }
    }

    /** Reads off what a dump that was given up still has to say; until then the kernel refuses the next one. */
    private void drain() {
        for (boolean more = true; more; ) {
            try {
                more = socket.poll()
                        .map(d -> {
                            Datagram.wipe(d);
                            return true;
                        })
                        .orElse(false);
            } catch (NetlinkIoException e) {
                more = e.errno().equals(Errno.ENOBUFS);
            }
        }
    }

    @Override
    public synchronized void close() {
        socket.close();
    }
}
