package io.secureconnect.testkit.kernel;

import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SecurityAssociation;
import io.secureconnect.api.sa.TrafficSelector;
import io.secureconnect.spi.BackendCapabilities;
import io.secureconnect.spi.DatagramPort;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.RandomSource;
import io.secureconnect.testkit.time.ManualClock;
import io.secureconnect.testkit.time.SeededRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The IPsec of one host's kernel, in memory: an SPD, an SAD, and ESP that really encrypts. It outlives the backends that
 * work on it, as a kernel outlives processes.
 *
 * <p>It behaves like Linux: no policy means pass; of several policies the lowest priority number decides; the newest
 * outbound SA serves; keys are asked for once for a path until the asking expires; a larval SA expires; drops are counted
 * under the names of {@code /proc/net/xfrm_stat}.
 *
 * <p>It finds misuse of keys: a key that comes to serve a second SA, or to serve again, throws {@link KeyMisuseError} out
 * of the backend's {@code apply}, and is kept in {@link KeyLedger#violations()}.
 *
 * <p>Thread-safe. Observers and packets run under the kernel's lock; listeners are called after it was let go, on the
 * thread that caused the event.
 */
public final class MemoryKernel implements SimulatedKernel {
    private final String name;
    private final BackendCapabilities capabilities;
    private final Object turns;
    private final ManualClock clock;
    private final KeyLedger ledger;
    private final Duration larvalLifetime;
    private final KernelState state;
    private final PacketPath packets;
    private final Queue<Notice> outbox = new ConcurrentLinkedQueue<>();
    private final List<Consumer<Notice>> subscribers = new CopyOnWriteArrayList<>();
    private final List<Runnable> observers = new CopyOnWriteArrayList<>();
    private volatile Consumer<IpPacket> wire = packet -> {};

    private MemoryKernel(Builder builder) {
        name = builder.name;
        turns = builder.turns;
        clock = builder.clock;
        capabilities = builder.capabilities;
        larvalLifetime = builder.larvalLifetime;
        ledger = builder.ledger == null ? new KeyLedger(builder.random) : builder.ledger;
        state = new KernelState(name, clock, builder.random, ledger, larvalLifetime, new KernelState.Hooks() {
            @Override
            public void locked(Runnable action) {
                MemoryKernel.this.locked(() -> {
                    action.run();
                    return name;
                });
            }

            @Override
            public void tell(Notice notice) {
                outbox.add(notice);
            }

            @Override
            public void written() {
                observers.forEach(Runnable::run);
            }
        });
        packets = new PacketPath(state);
    }

    /** A kernel that can do everything, on a clock and seed of its own. */
    public static MemoryKernel named(String name) {
        return builder(name).build();
    }

    public static Builder builder(String name) {
        return new Builder(name);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ManualClock clock() {
        return clock;
    }

    public KeyLedger ledger() {
        return ledger;
    }

    /** What its backend will say it can do. */
    public BackendCapabilities capabilities() {
        return capabilities;
    }

    /** How long a reserved SPI waits for its key, and how long keys are not asked for again. */
    public Duration larvalLifetime() {
        return larvalLifetime;
    }

    @Override
    public Optional<IpPacket> send(IpPacket packet) {
        return locked(() -> Optional.ofNullable(packets.out(packet)));
    }

    @Override
    public Optional<IpPacket> receive(IpPacket packet) {
        Optional<IpPacket> accepted = locked(() -> Optional.ofNullable(packets.in(packet)));
        accepted.flatMap(inner -> locked(() -> state.sockets.listenerFor(inner)))
                .ifPresent(port -> port.arrived(accepted.orElseThrow()));
        return accepted;
    }

    @Override
    public void connect(Consumer<IpPacket> newWire) {
        wire = Objects.requireNonNull(newWire, "wire");
    }

    /** Opens the sockets of IKE; empty if a port is taken. */
    Optional<DatagramPort> openIke(IkePorts ports) {
        MemoryDatagramPort port = new MemoryDatagramPort(this, ports);
        return locked(() -> state.sockets.bind(port)) ? Optional.of(port) : Optional.empty();
    }

    /** Sends past all policies, as the sockets of IKE may; nothing if {@code port} was closed. */
    void sendFrom(MemoryDatagramPort port, IpPacket packet) {
        if (locked(() -> state.sockets.isOpen(port))) {
            wire.accept(packet);
        }
    }

    void close(MemoryDatagramPort port) {
        locked(() -> {
            state.sockets.release(port);
            return port;
        });
    }

    @Override
    public boolean sendsInClear(IpPacket packet) {
        return passes(packet, Direction.OUTBOUND);
    }

    @Override
    public boolean acceptsInClear(IpPacket packet) {
        return passes(packet, Direction.INBOUND);
    }

    private boolean passes(IpPacket packet, Direction direction) {
        return locked(() -> {
            SpdEntry policy = state.spd.match(packet, direction);
            return policy == null || policy.action() == SpdEntry.Action.PASS;
        });
    }

    /** All error counters by their kernel names, zeros included. */
    public Map<String, Long> counters() {
        return locked(state.counters::byKernelName);
    }

    public long counter(XfrmCounter counter) {
        return locked(() -> state.counters.of(counter));
    }

    @Override
    public void observe(Runnable observer) {
        observers.add(observer);
    }

    /** Adds a policy of another owner, or replaces the one with its selector and direction, whoever owns it. */
    public void putForeignPolicy(SpdEntry policy) {
        requireForeign(policy.owner());
        locked(() -> {
            state.putPolicy(this, policy);
            return policy;
        });
    }

    /** Adds an SA of another owner. */
    public void addForeignSa(String owner, SecurityAssociation sa, int reqid) {
        requireForeign(owner);
        locked(() -> {
            state.install(this, owner, sa, reqid);
            return sa;
        });
    }

    /** Removes a policy as another administrator would; false if there is none. */
    public boolean removePolicy(TrafficSelector selector, Direction direction) {
        return locked(() -> state.removePolicy(this, selector, direction));
    }

    /** Removes an SA as another administrator would; false if there is none. */
    public boolean removeSa(SaId id) {
        return locked(() -> {
            Optional<SadEntry> sa = find(id);
            sa.ifPresent(entry -> state.removeSa(this, entry));
            return sa.isPresent();
        });
    }

    /**
     * Moves an SA's sequence number forward, as if so many packets had been carried: the last one sent, or the highest
     * received.
     */
    public void skipTo(SaId id, long sequence) {
        locked(() -> {
            find(id).orElseThrow(() -> new IllegalArgumentException("there is no SA " + id + " on " + name))
                    .skipTo(sequence);
            return id;
        });
    }

    @Override
    public List<String> dump() {
        return lines(owner -> true);
    }

    @Override
    public MemoryBackend start() {
        return new MemoryBackend(this);
    }

    /** As {@link #dump}, what is not ours. */
    public List<String> foreignObjects() {
        return lines(owner -> !owner.equals(MemoryBackend.OWNER));
    }

    private List<String> lines(Predicate<String> owners) {
        return locked(() -> Stream.concat(
                        state.spd.entries().stream()
                                .filter(entry -> owners.test(entry.owner()))
                                .map(SpdEntry::toString),
                        state.sad.entries().stream()
                                .filter(sa -> owners.test(sa.owner))
                                .map(SadEntry::toString))
                .sorted()
                .collect(Collectors.toUnmodifiableList()));
    }

    private Optional<SadEntry> find(SaId id) {
        return state.sad.find(id.path().destination(id.direction()), id.spi()).filter(sa -> sa.id.equals(id));
    }

    private static void requireForeign(String owner) {
        if (owner.equals(MemoryBackend.OWNER)) {
            throw new IllegalArgumentException(
                    "'" + owner + "' is no other owner; use a MemoryBackend for our own objects");
        }
    }

    void subscribe(Consumer<Notice> subscriber) {
        subscribers.add(subscriber);
    }

    void unsubscribe(Consumer<Notice> subscriber) {
        subscribers.remove(subscriber);
    }

    KernelState state() {
        return state;
    }

    /** Does {@code work} with the lock held, then tells what came of it. */
    <T> T locked(Supplier<T> work) {
        T result;
        synchronized (turns) {
            synchronized (this) {
                result = work.get();
            }
        }
        if (!Thread.holdsLock(this)) {
            deliver();
        }
        return result;
    }

    private void deliver() {
        synchronized (outbox) {
            for (Notice notice = outbox.poll(); notice != null; notice = outbox.poll()) {
                for (Consumer<Notice> subscriber : subscribers) {
                    subscriber.accept(notice);
                }
            }
        }
    }

    @Override
    public String toString() {
        return "MemoryKernel[" + name + "]";
    }

    /** Builds a {@link MemoryKernel}. */
    public static final class Builder {
        /** As Linux has it ({@code net.core.xfrm_acq_expires}). */
        private static final Duration LARVAL_LIFETIME = Duration.ofSeconds(30);

        private final String name;
        private ManualClock clock = new ManualClock();
        private RandomSource random = new SeededRandom(1);
        private BackendCapabilities capabilities = MemoryBackend.everything();
        private Duration larvalLifetime = LARVAL_LIFETIME;
        private @Nullable KeyLedger ledger;
        private Object turns = new Object();

        private Builder(String name) {
            this.name = Objects.requireNonNull(name, "name");
        }

        public Builder clock(ManualClock value) {
            clock = value;
            return this;
        }

        /** Makes SPIs, IVs and the salt of the key ledger. */
        public Builder random(RandomSource value) {
            random = value;
            return this;
        }

        /** What the kernel can do; by default everything. What is not listed it refuses. */
        public Builder capabilities(BackendCapabilities value) {
            capabilities = value;
            return this;
        }

        /** See {@link MemoryKernel#larvalLifetime()}; 30 seconds by default. */
        public Builder larvalLifetime(Duration value) {
            larvalLifetime = value;
            return this;
        }

        /** A ledger shared with other kernels, so that a key used on two paths is found. */
        public Builder ledger(KeyLedger value) {
            ledger = value;
            return this;
        }

        /**
         * Kernels with one and the same value work one at a time: needed where threads of their own write to several, and an
         * observer of one sends packets to another.
         */
        public Builder turns(Object value) {
            turns = value;
            return this;
        }

        public MemoryKernel build() {
            return new MemoryKernel(this);
        }
    }
}
