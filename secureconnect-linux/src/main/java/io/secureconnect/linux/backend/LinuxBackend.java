package io.secureconnect.linux.backend;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.linux.netlink.EventReader;
import io.secureconnect.linux.netlink.EventSocket;
import io.secureconnect.linux.netlink.NetlinkChannel;
import io.secureconnect.linux.netlink.NetlinkSocket;
import io.secureconnect.linux.udp.EncapsulationSockets;
import io.secureconnect.linux.udp.IkeSockets;
import io.secureconnect.linux.udp.UdpPort;
import io.secureconnect.linux.udp.UdpStack;
import io.secureconnect.linux.xfrm.UserState;
import io.secureconnect.linux.xfrm.XfrmMessage;
import io.secureconnect.spi.BackendCapabilities;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendEvent;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.DatagramPort;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.IpsecBackend;
import io.secureconnect.spi.RandomSource;
import io.secureconnect.spi.SpiReservation;
import io.secureconnect.spi.TimeSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * IPsec of the Linux kernel, in the network namespace of the thread that opens its sockets.
 *
 * <p>Ours is what {@link OwnedNumbers} says. What it remembers of the kernel (which path has which slot) is read from the
 * kernel and can be read again at any time.
 */
public final class LinuxBackend implements IpsecBackend {
    private final XfrmKernel kernel;
    private final OwnedNumbers numbers;
    private final States states;
    private final PathSlots slots;
    private final TimeSource time;
    private final RandomSource random;
    private final Supplier<EventSocket> events;
    private final UdpStack udp;
    private final EncapsulationSockets sockets;
    private final List<IkeSockets> ike = new ArrayList<>();

    private boolean slotsAreRead;
    private @Nullable BackendCapabilities capabilities;
    private @Nullable EventReader reader;
    private volatile Consumer<BackendEvent> listener = event -> {};
    private boolean closed;

    /**
     * A backend over sockets that it then owns.
     *
     * @param socket for requests
     * @param events opens the socket for events, when they are first wanted
     * @param udp opens ports for ESP in UDP, on the thread that calls {@link #apply} or {@link #snapshot} when an SA first
     *     needs one, and those of IKE, on the thread that calls {@link #openIke}
     * @param numbers what is ours
     * @param time the kernel's clock, to tell how old an SA is
     * @param random for the keys of throw-away SAs
     * @throws SecureConnectException if the kernel refuses to talk to this process
     */
    public LinuxBackend(
            NetlinkSocket socket,
            Supplier<EventSocket> events,
            UdpStack udp,
            OwnedNumbers numbers,
            TimeSource time,
            RandomSource random) {
        this.kernel = new XfrmKernel(new NetlinkChannel(socket));
        this.events = events;
        this.udp = udp;
        this.sockets = new EncapsulationSockets(udp);
        this.numbers = numbers;
        this.states = new States(numbers);
        this.slots = new PathSlots();
        this.time = time;
        this.random = random;
        try {
            kernel.requireAccess();
        } catch (SecureConnectException e) {
            kernel.close();
            throw e;
        }
    }

    /** {@inheritDoc} A kernel that has policies but carries no ESP has no families and no proposals. */
    @Override
    public BackendCapabilities capabilities() {
        requireOpen();
        BackendCapabilities known = capabilities;
        if (known == null) {
            known = new CapabilityProbe(kernel, numbers, random, System.getProperty("os.version")).run();
            capabilities = known;
        }
        return known;
    }

    /** {@inheritDoc} Opens the ports that inbound SAs of an earlier run need for ESP in UDP. */
    @Override
    public BackendSnapshot snapshot() {
        requireOpen();
        SnapshotReader reader = new SnapshotReader(numbers, new InstalledSaReader(numbers, time), slots);
        List<XfrmMessage<UserState>> sad = kernel.states();
        BackendSnapshot snapshot = reader.read(kernel.policies(), sad);
        slotsAreRead = true;
        adoptEncapsulated(sad);
        return snapshot;
    }

    private void adoptEncapsulated(List<XfrmMessage<UserState>> sad) {
        Set<UdpPort> ports = new HashSet<>();
        for (XfrmMessage<UserState> state : sad) {
            if (states.id(state.body()).isPresent()) {
                States.receivesAt(state).ifPresent(ports::add);
            }
        }
        sockets.adopt(ports);
    }

    @Override
    public List<ChangeResult> apply(List<? extends BackendChange> changes) {
        requireOpen();
        readSlots();
        List<ChangeResult> results = new ChangeRunner(kernel, numbers, slots, sockets).run(changes);
        new AcquireSweep(kernel, numbers).after(results);
        return results;
    }

    private void readSlots() {
        if (!slotsAreRead) {
            snapshot();
        }
    }

    @Override
    public SpiReservation reserveSpi(HostPair path) {
        requireOpen();
        readSlots();
        XfrmMessage<UserState> larval = XfrmKernel.answer(
                "reserving an SPI for " + path, kernel.allocateSpi(states.reserve(path, slots.of(path))));
        return new LarvalReservation(
                kernel, states, path, new Spi(larval.body().id().spi()));
    }

    @Override
    public void listen(Consumer<BackendEvent> listener) {
        requireOpen();
        this.listener = listener;
        if (reader == null) {
            EventDecoder decoder = new EventDecoder(numbers, kernel.portId());
            reader = new EventReader(
                    events.get(),
                    message -> decoder.decode(message).ifPresent(this::tell),
                    () -> tell(new BackendEvent.EventsLost()));
            reader.start();
        }
    }

    private void tell(BackendEvent event) {
        listener.accept(event);
    }

    /**
     * {@inheritDoc} The port of NAT traversal is the one that SAs receive ESP in UDP on. The sockets belong to the network
     * namespace of the calling thread.
     *
     * @throws SecureConnectException also with {@code PERMISSION_DENIED}
     */
    @Override
    public DatagramPort openIke(IkePorts ports) {
        requireOpen();
        IkeSockets opened = IkeSockets.open(ports, udp, sockets);
        ike.add(opened);
        return opened;
    }

    /** {@inheritDoc} Beside them, the datagrams of IKE that could not be sent, as {@code IkeSendENETUNREACH} and the like. */
    @Override
    public Map<String, Long> counters() {
        requireOpen();
        Map<String, Long> counters = new TreeMap<>(new KernelCounters(KernelCounters.FILE).read());
        ike.forEach(opened -> opened.losses().forEach((name, count) -> counters.merge(name, count, Long::sum)));
        return counters;
    }

    private void requireOpen() {
        if (closed) {
            throw new SecureConnectException(ErrorCode.CLOSED, "the Linux backend is closed; open another");
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (reader != null) {
            reader.close();
        }
        ike.forEach(IkeSockets::close);
        sockets.close();
        kernel.close();
    }
}
