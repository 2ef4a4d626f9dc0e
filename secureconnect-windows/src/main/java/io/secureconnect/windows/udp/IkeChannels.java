package io.secureconnect.windows.udp;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.DatagramPort;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.UdpEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sockets of IKE on one host: one for each of its two ports and each of its addresses, because only a socket of one address
 * knows to which of them a datagram came. Addresses that come and go are noticed after a few seconds, or by the first datagram
 * to be sent from them.
 *
 * <p>On the port of NAT traversal, what does not begin with the non-ESP marker is dropped here: ESP, and keepalives (RFC 3948
 * §2). Whether the IPsec of Windows takes its ESP out before, only a real Windows shows.
 *
 * <p>One daemon thread waits for all sockets and calls the receiver. {@link #send} and {@link #close} may be called by any
 * thread.
 */
public final class IkeChannels implements DatagramPort {
    private static final Logger LOG = LoggerFactory.getLogger(IkeChannels.class);
    private static final Duration REFRESH = Duration.ofSeconds(5);
    private static final int LARGEST_DATAGRAM = 65_535;
    private static final int MARKER_OCTETS = 4;
    /** No socket keeps the others waiting longer than for this many datagrams. */
    private static final int BURST = 64;

    private final IkePorts ports;
    private final LocalAddresses addresses;
    private final Selector selector;
    private final Map<UdpEndpoint, IkeChannel> channels = new HashMap<>();
    private final AtomicLong losses = new AtomicLong();
    private Optional<Thread> reader = Optional.empty();
    private boolean closed;

    private IkeChannels(IkePorts ports, LocalAddresses addresses, Selector selector) {
        this.ports = ports;
        this.addresses = addresses;
        this.selector = selector;
    }

    /**
     * Opens both ports on all addresses there are now.
     *
     * @throws SecureConnectException with {@code KERNEL_REFUSED} if one is taken
     */
    public static IkeChannels open(IkePorts ports, LocalAddresses addresses) {
        IkeChannels opened = new IkeChannels(ports, addresses, selector());
        try {
            opened.refresh();
            return opened;
        } catch (RuntimeException e) {
            opened.free();
            throw e;
        }
    }

    private static Selector selector() {
        try {
            return Selector.open();
        } catch (IOException e) {
            throw new SecureConnectException(
                    ErrorCode.KERNEL_REFUSED, "no selector for the sockets of IKE: " + e.getMessage(), e);
        }
    }

    /** Opens what is missing and closes what has lost its address. */
    private synchronized void refresh() {
        if (closed) {
            return;
        }
        Set<UdpEndpoint> wanted = new HashSet<>();
        for (InetAddress address : addresses.now()) {
            endpoint(address, ports.ike()).ifPresent(wanted::add);
            endpoint(address, ports.natTraversal()).ifPresent(wanted::add);
            for (int port : List.of(ports.ike(), ports.natTraversal())) {
                endpoint(address, port)
                        .filter(local -> !channels.containsKey(local))
                        .ifPresent(local -> bind(local, new InetSocketAddress(address, port)));
            }
        }
        channels.entrySet().removeIf(entry -> {
            boolean gone = !wanted.contains(entry.getKey());
            if (gone) {
                entry.getValue().close();
            }
            return gone;
        });
    }

    /** Empty for what no datagram of ours goes to or comes from. */
    private static Optional<UdpEndpoint> endpoint(InetAddress address, int port) {
        if (address.isMulticastAddress() || address.isAnyLocalAddress()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new UdpEndpoint(IpAddress.of(address.getAddress()), port));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void bind(UdpEndpoint local, InetSocketAddress address) {
        try {
            channels.put(local, IkeChannel.open(local, address, selector));
        } catch (IOException e) {
            if (isRefusal(e)) {
                throw new SecureConnectException(
                        ErrorCode.KERNEL_REFUSED,
                        "UDP port " + local.port() + " of " + local.address() + " is taken (" + e.getMessage()
                                + "); close whoever listens there, or choose other ports",
                        e);
            }
            LOG.debug("no socket on {} yet: {}", local, e.getMessage()); // the address is going, or not ready
        }
    }

    /** As against an address that is not ours any more; both are one exception in Java. */
    private static boolean isRefusal(IOException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("in use") || message.contains("permission");
    }

    @Override
    public IkePorts ports() {
        return ports;
    }

    @Override
    public synchronized void listen(Consumer<Datagram> receiver) {
        if (closed || reader.isPresent()) {
            throw new IllegalStateException(
                    closed ? "the sockets of IKE are closed" : "the sockets of IKE have a receiver already");
        }
        Thread thread = new Thread(() -> run(receiver), "secureconnect-ike-receiver");
        thread.setDaemon(true);
        reader = Optional.of(thread);
        thread.start();
    }

    private void run(Consumer<Datagram> receiver) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST_DATAGRAM);
        try {
            while (isOpen()) {
                int ready = selector.select(
                        key -> receive((IkeChannel) key.attachment(), buffer, receiver), REFRESH.toMillis());
                if (ready == 0) {
                    look();
                }
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.error("no more IKE will be received; open the backend anew", e);
        } finally {
            free();
        }
    }

    private synchronized boolean isOpen() {
        return !closed;
    }

    /** An address that is new may find its port taken; that is said, and the others go on. */
    private void look() {
        try {
            refresh();
        } catch (SecureConnectException e) {
            LOG.warn("IKE does not listen on a new address: {}", e.getMessage());
        }
    }

    private void receive(IkeChannel channel, ByteBuffer buffer, Consumer<Datagram> receiver) {
        boolean more = true;
        for (int i = 0; more && i < BURST; i++) {
            more = channel.receive(buffer, (remote, payload) -> hand(channel.local(), remote, payload, receiver));
        }
    }

    /** Whatever one datagram does to its receiver, the next must be received. */
    private void hand(UdpEndpoint local, UdpEndpoint remote, Bytes payload, Consumer<Datagram> receiver) {
        if (local.port() == ports.natTraversal() && !isIke(payload)) {
            return;
        }
        try {
            receiver.accept(new Datagram(local, remote, payload));
        } catch (RuntimeException e) {
            LOG.error("the receiver failed on a datagram from {}", remote, e);
        }
    }

    private static boolean isIke(Bytes payload) {
        boolean marked = payload.length() >= MARKER_OCTETS;
        for (int i = 0; marked && i < MARKER_OCTETS; i++) {
            marked = payload.at(i) == 0;
        }
        return marked;
    }

    /** {@inheritDoc} A datagram from a port that is none of {@link #ports} is a bug of the caller. */
    @Override
    public synchronized void send(Datagram datagram) {
        int number = datagram.local().port();
        if (number != ports.ike() && number != ports.natTraversal()) {
            throw new IllegalArgumentException("IKE sends from port " + ports.ike() + " or " + ports.natTraversal()
                    + ", not from " + datagram.local());
        }
        if (closed) {
            return;
        }
        if (!channels.containsKey(datagram.local())) {
            look();
        }
        IkeChannel channel = channels.get(datagram.local());
        Optional<String> fault =
                channel == null ? Optional.of("this host has no such address") : channel.send(datagram);
        fault.ifPresent(why -> lost(datagram, why));
    }

    private void lost(Datagram datagram, String why) {
        if (losses.incrementAndGet() == 1) {
            LOG.warn(
                    "a datagram from {} to {} was not sent: {}; more are only counted",
                    datagram.local(),
                    datagram.remote(),
                    why);
        }
    }

    /** How many datagrams were not sent. */
    public long losses() {
        return losses.get();
    }

    /** Ends receiving; when this returns, the receiver is not called any more, unless it was the one that called this. */
    @Override
    public void close() {
        Optional<Thread> thread;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            thread = reader;
        }
        selector.wakeup();
        if (thread.isEmpty()) {
            free();
        } else if (Thread.currentThread() != thread.get()) {
            join(thread.get());
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void free() {
        closed = true;
        channels.values().forEach(IkeChannel::close);
        channels.clear();
        try {
            selector.close();
        } catch (IOException e) {
            LOG.debug("closing the selector of IKE", e);
        }
    }
}
