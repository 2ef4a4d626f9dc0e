package io.secureconnect.linux.udp;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.linux.netlink.Errno;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.DatagramPort;
import io.secureconnect.spi.IkePorts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sockets of IKE on one host: one for each of its two ports and each address family the kernel has. Those of the port
 * of NAT traversal are lent by {@link EncapsulationSockets}.
 *
 * <p>One daemon thread waits for all of them and calls the receiver. {@link #send} and {@link #close} may be called by any
 * thread.
 */
public final class IkeSockets implements DatagramPort {
    private static final Logger LOG = LoggerFactory.getLogger(IkeSockets.class);
    /** Some thousand first messages of IKE, for the start of a large fleet. */
    private static final int RECEIVE_BUFFER = 4 * 1024 * 1024;
    /** No socket keeps the others waiting longer than for this many datagrams. */
    private static final int BURST = 64;

    private final IkePorts ports;
    private final EncapsulationSockets lender;
    private final Map<UdpPort, UdpSocket> sockets;
    private final List<UdpSocket> order;
    private final SocketWatch watch;
    private final Map<Errno, Long> losses = new HashMap<>();
    private Optional<Thread> reader = Optional.empty();
    private boolean closed;

    private IkeSockets(IkePorts ports, EncapsulationSockets lender, Map<UdpPort, UdpSocket> sockets, UdpStack stack) {
        this.ports = ports;
        this.lender = lender;
        this.sockets = sockets;
        this.order = List.copyOf(sockets.values());
        this.watch = stack.watch(order);
    }

    /**
     * Opens the sockets in the network namespace of the calling thread. A host without IPv6 goes without its two.
     *
     * @throws UdpIoException if a port is taken, or the kernel refuses
     */
    public static IkeSockets open(IkePorts ports, UdpStack stack, EncapsulationSockets lender) {
        Map<UdpPort, UdpSocket> opened = new HashMap<>();
        try {
            for (AddressFamily family : AddressFamily.values()) {
                open(ports, family, stack, lender, opened);
            }
            return new IkeSockets(ports, lender, opened, stack);
        } catch (RuntimeException e) {
            opened.values().forEach(socket -> free(socket, ports, lender));
            throw e;
        }
    }

    private static void open(
            IkePorts ports,
            AddressFamily family,
            UdpStack stack,
            EncapsulationSockets lender,
            Map<UdpPort, UdpSocket> opened) {
        UdpPort ike = new UdpPort(family, ports.ike());
        UdpPort natTraversal = new UdpPort(family, ports.natTraversal());
        try {
            opened.put(ike, stack.open(ike, UdpRole.IKE));
        } catch (UdpIoException e) {
            if (family == AddressFamily.IPV6 && e.errno().equals(Errno.EAFNOSUPPORT)) {
                LOG.info("this kernel has no IPv6, so IKE goes without");
                return;
            }
            throw e;
        }
        opened.put(natTraversal, lender.lend(natTraversal));
        opened.get(ike).makeRoom(RECEIVE_BUFFER);
        opened.get(natTraversal).makeRoom(RECEIVE_BUFFER);
    }

    private static void free(UdpSocket socket, IkePorts ports, EncapsulationSockets lender) {
        if (socket.port().number() == ports.natTraversal()) {
            lender.giveBack(socket);
        } else {
            socket.close();
        }
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
        try {
            while (watch.await()) {
                for (int i = 0; i < order.size(); i++) {
                    if (watch.isReady(i)) {
                        receive(order.get(i), receiver);
                    }
                }
            }
        } catch (RuntimeException e) { // the kernel's fault, or ours
            LOG.error("no more IKE will be received; open the backend anew", e);
        } finally {
            free();
        }
    }

    private static void receive(UdpSocket socket, Consumer<Datagram> receiver) {
        boolean more = true;
        for (int i = 0; more && i < BURST; i++) {
            more = socket.receive(datagram -> hand(datagram, receiver));
        }
    }

    /** Whatever one datagram does to its receiver, the next must be received. */
    private static void hand(Datagram datagram, Consumer<Datagram> receiver) {
        try {
            receiver.accept(datagram);
        } catch (RuntimeException e) {
            LOG.error("the receiver failed on a datagram from {}", datagram.remote(), e);
        }
    }

    /** {@inheritDoc} A datagram from a port that is none of {@link #ports} is a bug of the caller. */
    @Override
    public synchronized void send(Datagram datagram) {
        int number = datagram.local().port();
        if (number != ports.ike() && number != ports.natTraversal()) {
            throw new IllegalArgumentException("IKE sends from port " + ports.ike() + " or " + ports.natTraversal()
                    + ", not from " + datagram.local());
        }
        UdpSocket socket = sockets.get(new UdpPort(datagram.local().family(), number));
        Optional<Errno> fault =
                closed ? Optional.empty() : socket == null ? Optional.of(Errno.EAFNOSUPPORT) : socket.send(datagram);
        fault.ifPresent(errno -> lost(datagram, errno));
    }

    private void lost(Datagram datagram, Errno errno) {
        if (losses.merge(errno, 1L, Long::sum) == 1) {
            LOG.warn(
                    "a datagram from {} to {} was not sent: {}; more of the kind are only counted",
                    datagram.local(),
                    datagram.remote(),
                    errno);
        }
    }

    /** How many datagrams were not sent, by {@code IkeSend} and the name of the error number. */
    public synchronized Map<String, Long> losses() {
        Map<String, Long> counters = new TreeMap<>();
        losses.forEach((errno, count) -> counters.put("IkeSend" + errno.name(), count));
        return counters;
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
            watch.end();
        }
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
        watch.close();
        order.forEach(socket -> free(socket, ports, lender));
    }
}
