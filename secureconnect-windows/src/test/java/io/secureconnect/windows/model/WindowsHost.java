package io.secureconnect.windows.model;

import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.TrafficSelector;
import io.secureconnect.spi.DatagramPort;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.testkit.kernel.IpPacket;
import io.secureconnect.testkit.kernel.KeyLedger;
import io.secureconnect.testkit.time.ManualClock;
import io.secureconnect.testkit.time.SeededRandom;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.wfp.DisplayData;
import io.secureconnect.windows.wfp.Filter;
import io.secureconnect.windows.wfp.IkeSaDetails;
import io.secureconnect.windows.wfp.IpsecStatistics;
import io.secureconnect.windows.wfp.Session;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One Windows machine: its filter engine and the packets that it lets pass. It outlives the processes that speak with it.
 *
 * <p>Thread-safe. Observers run under its lock; listeners after it was let go, on the thread that caused the event.
 */
public final class WindowsHost {
    private static final String OURS = "ours";
    /** {@code FWPM_SESSION_FLAG_DYNAMIC}. */
    private static final int DYNAMIC = 0x1;

    private final String name;
    private final ManualClock clock;
    private final SeededRandom random;
    private final KeyLedger ledger;
    private final boolean refusesSetSpi;
    private final Engine engine;
    private final SaTable sas;
    private final Weights weights;
    private final HostEvents events;
    private final Map<Long, IkeSaDetails> ikeSas = new LinkedHashMap<>();
    private final HostCounters counters = new HostCounters();
    private final TransportPath packets;
    private final HostSockets sockets = new HostSockets(this);
    private volatile Consumer<IpPacket> wire = packet -> {};
    private HostProcess ours = new HostProcess(OURS);

    private WindowsHost(Builder builder) {
        name = builder.name;
        clock = builder.clock;
        random = builder.random;
        ledger = builder.ledger == null ? new KeyLedger(random.split()) : builder.ledger;
        refusesSetSpi = builder.refusesSetSpi;
        engine = new Engine(clock, builder.turns);
        events = new HostEvents(engine, clock, builder.collectsNetEvents);
        sas = new SaTable(new EspStates(name, ledger, random.split()), random.split(), new Surroundings());
        weights = new Weights(random.split());
        packets = new TransportPath(engine, sas, events, counters, builder.espAtTransport);
    }

    public static WindowsHost named(String name) {
        return builder(name).build();
    }

    public static Builder builder(String name) {
        return new Builder(name);
    }

    public String name() {
        return name;
    }

    public ManualClock clock() {
        return clock;
    }

    /** Every key that an SA ever had here. */
    public KeyLedger ledger() {
        return ledger;
    }

    /** What goes on the wire when the host sends {@code packet}: it, or ESP, or nothing. */
    public Optional<IpPacket> send(IpPacket packet) {
        return engine.locked(() -> packets.out(packet));
    }

    /** What the host accepts when {@code packet} comes off the wire: it, or what ESP held, or nothing. */
    public Optional<IpPacket> receive(IpPacket packet) {
        Optional<IpPacket> accepted = engine.locked(() -> packets.in(packet));
        accepted.flatMap(inner -> engine.locked(() -> sockets.listenerFor(inner)))
                .ifPresent(port -> port.arrived(accepted.orElseThrow()));
        return accepted;
    }

    /** Whether {@code packet} would leave in clear. Nothing is sent, told or asked for. */
    public boolean sendsInClear(IpPacket packet) {
        return engine.locked(() -> packets.sendsInClear(packet));
    }

    /** Whether {@code packet}, coming in clear, would be accepted. */
    public boolean acceptsInClear(IpPacket packet) {
        return engine.locked(() -> packets.acceptsInClear(packet));
    }

    /** For which paths Windows' own keying modules were asked to negotiate, in order. */
    public List<HostPair> acquires() {
        return engine.locked(packets::acquires);
    }

    /** Where packets go that sockets of this host send; nowhere by default. */
    public void connect(Consumer<IpPacket> newWire) {
        wire = Objects.requireNonNull(newWire, "wire");
    }

    /** Opens UDP sockets of the backend's process on both ports; empty if one is taken. */
    public Optional<DatagramPort> bind(IkePorts ports) {
        return engine.locked(() -> sockets.bind(ports));
    }

    /** Sends through the filters, as every packet goes. */
    void sendFrom(HostSockets.Port port, IpPacket packet) {
        engine.locked(() -> port.isOpen() ? packets.out(packet) : Optional.<IpPacket>empty())
                .ifPresent(wire);
    }

    void closed(Supplier<Boolean> close) {
        engine.locked(close);
    }

    /** For the process of the backend under test, until it dies; ask again for the next one. */
    public FilterEngine.Source source() {
        return source(ours);
    }

    /** For another program, which {@link #crash} leaves alone, and whose objects are {@link #foreignObjects}. */
    public FilterEngine.Source foreignSource(String program) {
        if (program.equals(OURS)) {
            throw new IllegalArgumentException("'" + OURS + "' is no other program");
        }
        return source(new HostProcess(program));
    }

    private FilterEngine.Source source(HostProcess process) {
        return session -> engine.locked(() -> {
            process.requireAlive();
            return new HostSession(this, engine, process, (session.flags() & DYNAMIC) != 0);
        });
    }

    /** The process of the backend dies: its dynamic sessions and open transactions end. */
    public void crash() {
        engine.locked(() -> {
            ours.die();
            sockets.closeAll();
            ours = new HostProcess(OURS);
            return ours;
        });
    }

    /** The process of the backend dies before a write. @param write how many from now, from 1; 0 for never */
    public void crashBefore(int write) {
        engine.locked(() -> {
            ours.dieBefore(write);
            return ours;
        });
    }

    /** A write of the backend is refused and changes nothing. @param write how many from now, from 1; 0 for none */
    public void refuse(int write, int code) {
        engine.locked(() -> {
            ours.refuse(write, code);
            return ours;
        });
    }

    /** Whether the write that shall be refused did not come yet. */
    boolean isRefusalPending() {
        return engine.locked(ours::isRefusalPending);
    }

    /** Calls of this process so far that write, begin and end of transactions included. */
    public int writes() {
        return engine.locked(ours::writes);
    }

    /** The machine restarts: first only boot-time filters hold, then what persists. All processes are gone. */
    public void reboot() {
        engine.locked(() -> {
            crash();
            engine.reboot(sas);
            return ours;
        });
    }

    /** Calls {@code observer} after every committed write, and whenever time or a restart changes what holds. */
    public void observe(Runnable observer) {
        engine.locked(() -> {
            engine.observe(observer);
            return observer;
        });
    }

    /** What other programs have here, one object a line, without numbers that only Windows gives. */
    public List<String> foreignObjects() {
        return lines(process -> !process.equals(OURS));
    }

    /** What the backend's processes have left here, as {@link #foreignObjects}. */
    public List<String> ownObjects() {
        return lines(OURS::equals);
    }

    /** Removes the backend's filters about a selector behind its back, as an administrator would, and says how many. */
    int removeFiltersAbout(TrafficSelector selector, Direction direction) {
        TransportLayer layer = TransportLayer.of(direction, selector.local().family());
        Conditions about = Conditions.of(Stranger.conditions(selector), layer.family());
        try (FilterEngine administrator =
                foreignSource("administrator").open(Session.named(DisplayData.of("", ""), 0))) {
            return engine.locked(() -> {
                List<Guid> found = engine.committed().filters.all().stream()
                        .filter(held -> held.author().process().equals(OURS)
                                && held.value().layerKey().equals(layer.key())
                                && Conditions.of(held.value(), layer).isAbout(about))
                        .map(Held::key)
                        .toList();
                found.forEach(administrator::deleteFilter);
                return found.size();
            });
        }
    }

    /** The backend's filters between two addresses, whatever else they ask. */
    List<String> ownFiltersBetween(HostPair path) {
        return engine.locked(() -> engine.committed().filters.all().stream()
                .filter(held -> held.author().process().equals(OURS))
                .filter(held -> TransportLayer.of(held.value().layerKey())
                        .filter(layer -> layer.family() == path.family())
                        .filter(layer -> Conditions.of(held.value(), layer).areBetween(path))
                        .isPresent())
                .map(held -> String.valueOf(held.value().displayData()))
                .toList());
    }

    /** Inbound SPIs of the backend's SA contexts, those without one as 0. */
    List<Integer> ownSpis() {
        return engine.locked(() -> sas.all().stream()
                .filter(pair -> pair.author.process().equals(OURS))
                .map(pair -> pair.spi.orElse(0))
                .toList());
    }

    private List<String> lines(Predicate<String> processes) {
        return engine.locked(() -> Stream.concat(
                        engine.committed().added().stream()
                                .filter(held -> processes.test(held.author().process()))
                                .map(held -> held.author().process() + " " + held.lifetime() + " " + held.value()),
                        sas.all().stream()
                                .filter(pair -> processes.test(pair.author.process()))
                                .map(SaPair::toString))
                .sorted()
                .toList());
    }

    /** An IKE SA that IKEEXT has. */
    public void putIkeSa(IkeSaDetails sa) {
        engine.locked(() -> ikeSas.put(sa.saId(), sa));
    }

    List<IkeSaDetails> ikeSas() {
        return List.copyOf(ikeSas.values());
    }

    void deleteIkeSa(long id) {
        if (ikeSas.remove(id) == null) {
            throw Refusal.NOT_FOUND.raised();
        }
    }

    IpsecStatistics statistics() {
        long active = sas.all().stream()
                .mapToLong(pair ->
                        pair.inbound.stream().count() + pair.outbound.stream().count())
                .sum();
        return counters.told((int) active);
    }

    HostEvents events() {
        return events;
    }

    SaTable sas() {
        return sas;
    }

    Weights weights() {
        return weights;
    }

    boolean refusesSetSpi() {
        return refusesSetSpi;
    }

    Guid newGuid() {
        ByteBuffer octets = ByteBuffer.wrap(random.octets(Guid.OCTETS));
        return new Guid(new UUID(octets.getLong(), octets.getLong()));
    }

    @Override
    public String toString() {
        return "WindowsHost[" + name + "]";
    }

    private final class Surroundings implements SaTable.Surroundings {
        @Override
        public Optional<Filter> filter(long id) {
            return engine.committed().filter(id);
        }

        @Override
        public void after(Duration delay, Runnable write) {
            engine.after(delay, write);
        }

        @Override
        public void changed(boolean came, long id) {
            events.changed(came, id);
        }
    }

    /** Builds a {@link WindowsHost}. */
    public static final class Builder {
        private final String name;
        private ManualClock clock = new ManualClock();
        private SeededRandom random = new SeededRandom(1);
        private @Nullable KeyLedger ledger;
        private boolean refusesSetSpi;
        private boolean collectsNetEvents = true;
        private boolean espAtTransport;
        private Object turns = new Object();

        private Builder(String name) {
            this.name = Objects.requireNonNull(name, "name");
        }

        public Builder clock(ManualClock value) {
            clock = value;
            return this;
        }

        /** Makes SPIs, weights, keys of objects that have none, and IVs. */
        public Builder random(SeededRandom value) {
            random = value;
            return this;
        }

        /** A ledger shared with other hosts, so that a key used on two paths is found. */
        public Builder ledger(KeyLedger value) {
            ledger = value;
            return this;
        }

        /** Whether SPIs cannot be chosen, as reported of newer Windows (0x80320035). */
        public Builder refusesSetSpi(boolean value) {
            refusesSetSpi = value;
            return this;
        }

        /** The engine option of that name, which is on unless somebody turned it off. */
        public Builder collectsNetEvents(boolean value) {
            collectsNetEvents = value;
            return this;
        }

        /** Whether ESP itself is shown to the filters of the transport layers, both ways; not by default. */
        public Builder espAtTransport(boolean value) {
            espAtTransport = value;
            return this;
        }

        /**
         * Hosts with one and the same value work one at a time: needed where threads of their own write to several, and an
         * observer of one sends packets to another.
         */
        public Builder turns(Object value) {
            turns = value;
            return this;
        }

        public WindowsHost build() {
            return new WindowsHost(this);
        }
    }
}
