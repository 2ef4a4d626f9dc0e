package io.secureconnect.linux.lab;

import io.secureconnect.api.sa.AddressFamily;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A steady flow of numbered datagrams in one direction, so that a loss is not only counted but named. Send one each way
 * to watch both directions.
 */
public final class NumberedStream implements AutoCloseable {
    private static final int DATAGRAM_OCTETS = 100;
    /** Of a datagram behind the last one: nothing overtakes on a wire, so with it all that can arrive has arrived. */
    private static final int END = -1;
    /** Holds many seconds of a stream, for a receiver that the machine lets wait. The guest allows as much. */
    private static final int RECEIVE_BUFFER_OCTETS = 8 << 20;

    private final DatagramChannel sender;
    private final DatagramChannel receiver;
    private final InetSocketAddress destination;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "numbered stream");
        thread.setDaemon(true);
        return thread;
    });
    private final BitSet arrived = new BitSet();
    private volatile int sent;
    private volatile boolean endArrived;
    private volatile String refusal = "";

    private NumberedStream(DatagramChannel sender, DatagramChannel receiver, InetSocketAddress destination) {
        this.sender = sender;
        this.receiver = receiver;
        this.destination = destination;
    }

    /**
     * What became of a stream.
     *
     * @param sent datagrams handed to the kernel, also those it refused
     * @param lost the numbers of those that never arrived, in order, counted from 0
     * @param refusal the last error the kernel gave the sender; empty if none
     */
    public record Outcome(int sent, List<Integer> lost, String refusal) {}

    static NumberedStream start(Wire.End from, Wire.End to, AddressFamily family, Duration gap) {
        try {
            DatagramChannel receiver = to.namespace().call(() -> DatagramChannel.open(Traffic.protocolFamily(family)));
            receiver.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_OCTETS);
            receiver.bind(Traffic.socketAddress(to.address(family), 0));
            DatagramChannel sender = from.namespace().call(() -> DatagramChannel.open(Traffic.protocolFamily(family)));
            sender.bind(Traffic.socketAddress(from.address(family), 0));
            NumberedStream stream =
                    new NumberedStream(sender, receiver, (InetSocketAddress) receiver.getLocalAddress());
            Thread reader = new Thread(stream::receive, "numbered stream receiver");
            reader.setDaemon(true);
            reader.start();
            // After a moment without processor time the next one follows a gap later, not a burst at once.
            stream.clock.scheduleWithFixedDelay(stream::send, 0, gap.toNanos(), TimeUnit.NANOSECONDS);
            return stream;
        } catch (IOException e) {
            throw new AssertionError("numbered stream from " + from + " to " + to, e);
        }
    }

    private void send() {
        send(sent);
        sent++;
    }

    private void send(int number) {
        ByteBuffer datagram = ByteBuffer.allocate(DATAGRAM_OCTETS);
        datagram.putInt(0, number);
        try {
            sender.send(datagram, destination);
        } catch (IOException e) {
            refusal = e.toString();
        }
    }

    private void receive() {
        ByteBuffer datagram = ByteBuffer.allocate(DATAGRAM_OCTETS);
        try {
            while (true) {
                receiver.receive(datagram.clear());
                int number = datagram.getInt(0);
                if (number == END) {
                    endArrived = true;
                    continue;
                }
                synchronized (arrived) {
                    arrived.set(number);
                }
            }
        } catch (ClosedChannelException e) {
            // the end of the stream
        } catch (IOException e) {
            refusal = "receiver: " + e;
        }
    }

    /** How many datagrams were sent so far. */
    public int sent() {
        return sent;
    }

    /** How many arrived so far. */
    public int arrived() {
        synchronized (arrived) {
            return arrived.cardinality();
        }
    }

    /** Waits until {@code count} more datagrams have been sent. */
    public void awaitSent(int count) {
        int goal = sent + count;
        Await.until(count + " more datagrams sent", () -> sent >= goal);
    }

    /** Ends the stream, when those under way have arrived, or two seconds after the path was found blocked. */
    public Outcome stop() {
        close();
        BitSet numbers;
        synchronized (arrived) {
            numbers = (BitSet) arrived.clone();
        }
        BitSet lost = new BitSet();
        lost.set(0, sent);
        lost.andNot(numbers);
        return new Outcome(sent, lost.stream().boxed().collect(Collectors.toUnmodifiableList()), refusal);
    }

    @Override
    public void close() {
        clock.shutdown();
        try {
            if (!clock.awaitTermination(10, TimeUnit.SECONDS)) {
                throw new AssertionError("the sender hangs");
            }
            for (int attempt = 0; attempt < 100 && !endArrived; attempt++) {
                String before = refusal;
                send(END);
                refusal = before;
                Thread.sleep(20);
            }
            sender.close();
            receiver.close();
        } catch (InterruptedException | IOException e) {
            throw new AssertionError("end of a numbered stream", e);
        }
    }
}
