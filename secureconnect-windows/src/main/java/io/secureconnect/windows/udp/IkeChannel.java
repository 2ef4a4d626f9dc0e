package io.secureconnect.windows.udp;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.UdpEndpoint;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The socket of one address and port. */
final class IkeChannel implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IkeChannel.class);
    /** Some hundred first messages of IKE. */
    private static final int RECEIVE_BUFFER = 1024 * 1024;

    private final UdpEndpoint local;
    private final InetAddress address;
    private final DatagramChannel channel;

    private IkeChannel(UdpEndpoint local, InetAddress address, DatagramChannel channel) {
        this.local = local;
        this.address = address;
        this.channel = channel;
    }

    static IkeChannel open(UdpEndpoint local, InetSocketAddress bound, Selector selector) throws IOException {
        boolean four = bound.getAddress().getAddress().length == 4;
        DatagramChannel channel =
                DatagramChannel.open(four ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
        try {
            IkeChannel opened = new IkeChannel(local, bound.getAddress(), channel);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
            channel.configureBlocking(false);
            channel.bind(bound);
            channel.register(selector, SelectionKey.OP_READ, opened);
            return opened;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    UdpEndpoint local() {
        return local;
    }

    /** Hands over the next datagram that has arrived. @return false if none has, or the socket is of no use any more */
    boolean receive(ByteBuffer buffer, BiConsumer<UdpEndpoint, Bytes> receiver) {
        try {
            buffer.clear();
            InetSocketAddress remote = (InetSocketAddress) channel.receive(buffer);
            if (remote == null) {
                return false;
            }
            byte[] payload = new byte[buffer.flip().remaining()];
            buffer.get(payload);
            endpoint(remote).ifPresent(sender -> receiver.accept(sender, Bytes.wrap(payload)));
            return true;
        } catch (IOException e) {
            LOG.debug(
                    "receiving on {}: {}",
                    local,
                    e.getMessage()); // closed meanwhile, or the answer to a datagram of ours
            return false;
        }
    }

    private static Optional<UdpEndpoint> endpoint(InetSocketAddress remote) {
        try {
            return Optional.of(new UdpEndpoint(IpAddress.of(remote.getAddress().getAddress()), remote.getPort()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Sends without blocking; the answer is why it was not sent, if it was not. */
    Optional<String> send(Datagram datagram) {
        try {
            byte[] payload = datagram.payload().toArray();
            int sent = channel.send(ByteBuffer.wrap(payload), remote(datagram.remote()));
            return sent == payload.length ? Optional.empty() : Optional.of("there is no room in the send buffer");
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** A link-local peer is on the link of our own address. */
    private InetSocketAddress remote(UdpEndpoint remote) throws IOException {
        byte[] octets = remote.address().octets();
        boolean sameLink = remote.address().isLinkLocal() && address instanceof java.net.Inet6Address;
        InetAddress target = sameLink
                ? Inet6Address.getByAddress(null, octets, ((Inet6Address) address).getScopeId())
                : InetAddress.getByAddress(octets);
        return new InetSocketAddress(target, remote.port());
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("closing {}", local, e);
        }
    }
}
