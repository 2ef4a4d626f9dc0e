package io.secureconnect.linux.backend;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.linux.lab.NetworkNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Two UDP sockets in two namespaces: what one sends, the other gets or does not. */
final class DatagramLine implements AutoCloseable {
    /** A packet on a veth pair arrives before {@code send} returns, on this kernel with one processor. */
    private static final Duration PATIENCE = Duration.ofMillis(200);

    /** One end. */
    record End(NetworkNamespace namespace, IpAddress address, int port) {
        InetSocketAddress socketAddress() throws IOException {
            return new InetSocketAddress(InetAddress.getByAddress(address.octets()), port);
        }

        DatagramChannel open() {
            return namespace.call(() -> {
                DatagramChannel channel = DatagramChannel.open(
                        address.family() == AddressFamily.IPV4
                                ? StandardProtocolFamily.INET
                                : StandardProtocolFamily.INET6);
                channel.configureBlocking(false);
                return channel.bind(socketAddress());
            });
        }
    }

    private final DatagramChannel sender;
    private final DatagramChannel receiver;
    private final InetSocketAddress target;
    private final Selector selector;

    private DatagramLine(DatagramChannel sender, DatagramChannel receiver, InetSocketAddress target)
            throws IOException {
        this.sender = sender;
        this.receiver = receiver;
        this.target = target;
        this.selector = Selector.open();
        receiver.register(selector, SelectionKey.OP_READ);
    }

    static DatagramLine open(End from, End to) {
        try {
            return new DatagramLine(from.open(), to.open(), to.socketAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a datagram with {@code token} arrives. */
    boolean send(long token) {
        try {
            if (!put(token)) {
                return false;
            }
            selector.select(PATIENCE.toMillis());
            selector.selectedKeys().clear();
            ByteBuffer datagram = ByteBuffer.allocate(Long.BYTES);
            while (receiver.receive(datagram.clear()) != null) {
                if (datagram.flip().remaining() == Long.BYTES && datagram.getLong() == token) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean put(long token) {
        try {
            return sender.send(ByteBuffer.allocate(Long.BYTES).putLong(token).flip(), target) > 0;
        } catch (IOException refused) {
            return false; // the sender's own policy
        }
    }

    /** How many datagrams arrive of those sent without pause while {@code change} runs. */
    long countDuring(Runnable change) {
        AtomicBoolean running = new AtomicBoolean(true);
        Thread flood = new Thread(() -> {
            for (long token = 0; running.get(); token++) {
                put(token);
                Thread.yield();
            }
        });
        flood.start();
        try {
            change.run();
        } finally {
            running.set(false);
        }
        try {
            flood.join();
            selector.select(PATIENCE.toMillis());
            selector.selectedKeys().clear();
            long arrived = 0;
            while (receiver.receive(ByteBuffer.allocate(Long.BYTES)) != null) {
                arrived++;
            }
            return arrived;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            selector.close();
            sender.close();
            receiver.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
