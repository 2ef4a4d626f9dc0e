package io.secureconnect.testkit.kernel;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.spi.BackendCapabilities;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendEvent;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.DatagramPort;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.IpsecBackend;
import io.secureconnect.spi.SpiReservation;
import io.secureconnect.testkit.kernel.BackendFault.Crash.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The backend that works on a {@link MemoryKernel}. All it knows is in the kernel, so another backend on the same kernel
 * finds what this one left, however this one ended.
 *
 * <p>Listeners are called on the thread that caused the event, be it one that advances the clock or sends a packet.
 * Thread-safe.
 */
public final class MemoryBackend implements IpsecBackend, SimulatedProcess {
    /** Who owns our objects in the kernel. */
    public static final String OWNER = "secureconnect";

    private final MemoryKernel kernel;
    private final ChangePlanner planner;
    private final FaultScript faults = new FaultScript();
    private final Consumer<Notice> subscription = this::on;
    private volatile Consumer<BackendEvent> listener = event -> {};
    private final List<DatagramPort> sockets = new CopyOnWriteArrayList<>();
    private volatile boolean closed;
    private volatile Optional<SimulatedCrash> crash = Optional.empty();

    public MemoryBackend(MemoryKernel kernel) {
        this.kernel = kernel;
        this.planner = new ChangePlanner(kernel.state(), kernel.capabilities(), this);
        kernel.subscribe(subscription);
    }

    /** Capabilities without a limit, for {@link MemoryKernel.Builder#capabilities} to start from. */
    public static BackendCapabilities everything() {
        return BackendCapabilities.builder()
                .description("in-memory kernel")
                .addFamilies(AddressFamily.values())
                .addAllProposals(EspProposal.all())
                .extendedSequenceNumbers(true)
                .largestReplayWindow(4096)
                .volumeLifetimes(true)
                .expiryEvents(true)
                .udpEncapsulation(true)
                .saCounters(true)
                .persistentBlocks(false)
                .build();
    }

    /** Makes something go wrong from now on. */
    public void inject(BackendFault fault) {
        kernel.locked(() -> {
            faults.add(fault);
            return fault;
        });
    }

    @Override
    public MemoryBackend backend() {
        return this;
    }

    /** {@inheritDoc} Here each change counts as one; {@link #inject} has more to offer. */
    @Override
    public void dieBefore(int write) {
        inject(new BackendFault.Crash(write, Moment.BEFORE));
    }

    @Override
    public boolean isDead() {
        return crash.isPresent();
    }

    @Override
    public BackendCapabilities capabilities() {
        return alive(kernel::capabilities);
    }

    @Override
    public BackendSnapshot snapshot() {
        return alive(() -> KernelSnapshot.of(kernel.state()));
    }

    @Override
    public List<ChangeResult> apply(List<? extends BackendChange> changes) {
        List<ChangeResult> results = new ArrayList<>(changes.size());
        for (BackendChange change : changes) {
            results.add(alive(() -> apply(change)));
        }
        return results;
    }

    private ChangeResult apply(BackendChange change) {
        Optional<ErrorCode> refusal = faults.nextChange();
        try {
            faults.at(Moment.BEFORE, change);
            if (refusal.isPresent()) {
                return ChangeResult.failed(change, refusal.get(), "injected: the kernel refuses " + change);
            }
            PreparedChange prepared = planner.prepare(change);
            for (Runnable write : prepared.writes()) {
                write.run();
                faults.at(Moment.HALFWAY, change);
            }
            faults.at(Moment.HALFWAY, change);
            faults.at(Moment.AFTER, change);
            return prepared.result();
        } catch (SimulatedCrash dead) {
            crash = Optional.of(dead);
            kernel.unsubscribe(subscription);
            sockets.forEach(DatagramPort::close);
            throw dead;
        }
    }

    @Override
    public SpiReservation reserveSpi(HostPair path) {
        SadEntry larval = alive(() -> kernel.state().reserve(OWNER, path, ChangePlanner.REQID));
        return new Reservation(larval);
    }

    @Override
    public void listen(Consumer<BackendEvent> newListener) {
        alive(() -> listener = newListener);
    }

    /** The sockets end with this backend, also by a crash. */
    @Override
    public DatagramPort openIke(IkePorts ports) {
        DatagramPort opened = alive(() -> kernel.openIke(ports))
                .orElseThrow(() -> new SecureConnectException(
                        ErrorCode.KERNEL_REFUSED,
                        "UDP port " + ports.ike() + " or " + ports.natTraversal() + " of " + kernel.name()
                                + " is taken; close whoever listens there, or choose other ports"));
        sockets.add(opened);
        return opened;
    }

    @Override
    public Map<String, Long> counters() {
        return alive(kernel::counters);
    }

    @Override
    public void close() {
        closed = true;
        kernel.unsubscribe(subscription);
        sockets.forEach(DatagramPort::close);
    }

    private void on(Notice notice) {
        boolean others = notice.actor() != this && notice.owner().equals(OWNER);
        if (others && !closed && !isDead()) {
            kernel.locked(() -> faults.heard(notice.event())).forEach(listener);
        }
    }

    private <T> T alive(Supplier<T> call) {
        if (crash.isPresent()) {
            throw new SimulatedCrash("before: " + crash.get().getMessage());
        }
        if (closed) {
            throw new SecureConnectException(ErrorCode.CLOSED, "this backend is closed; open another on " + kernel);
        }
        return kernel.locked(call);
    }

    @Override
    public String toString() {
        return "MemoryBackend[" + kernel.name() + "]";
    }

    /** A larval SA, until it gets its key or is given back. */
    private final class Reservation implements SpiReservation {
        private final SadEntry larval;

        Reservation(SadEntry larval) {
            this.larval = larval;
        }

        @Override
        public HostPair path() {
            return larval.id.path();
        }

        @Override
        public Spi spi() {
            return larval.id.spi();
        }

        @Override
        public void close() {
            if (!closed && !isDead()) {
                kernel.locked(() -> {
                    if (!larval.isDead()) {
                        kernel.state().removeSa(MemoryBackend.this, larval);
                    }
                    return larval;
                });
            }
        }
    }
}
