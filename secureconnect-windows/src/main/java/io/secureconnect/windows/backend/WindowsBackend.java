package io.secureconnect.windows.backend;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
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
import io.secureconnect.windows.engine.Closing;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.engine.Subscription;
import io.secureconnect.windows.engine.WfpException;
import io.secureconnect.windows.system.ServiceState;
import io.secureconnect.windows.udp.UdpStack;
import io.secureconnect.windows.wfp.DisplayData;
import io.secureconnect.windows.wfp.Filter;
import io.secureconnect.windows.wfp.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The IPsec of this Windows, with SAs made by hand: filters protect paths, SA contexts are installed directly, and the key
 * exchange of Windows (IKEEXT) is not asked but on paths whose policy wants native keying.
 *
 * <p>Ours is what has our provider, {@link Lifetime#provider}. Whatever it remembers is read from the filter engine and can be
 * read again at any time. See {@code docs/adr/0009-windows-filter-plan.md}.
 *
 * <p>Windows has replay protection of its own, no extended sequence numbers, and limits SAs by time. It ends an SA a minute
 * after its hard limit; before that the engine is to remove it, as it does where a backend tells no limits. ESP in UDP is made
 * as documented, over IPv4 alone, and has never met a real Windows.
 */
public final class WindowsBackend implements IpsecBackend {
    private static final Logger LOG = LoggerFactory.getLogger(WindowsBackend.class);
    /** How long a transaction waits for that of another program. */
    private static final int PATIENCE_MS = 10_000;

    private final FilterEngine.Source source;
    private final FilterEngine engine;
    private final UdpStack udp;
    private final WindowsBackendOptions options;
    private final IkePortRule portRule;
    private final FilterPlan plan;
    private final Watchlist watchlist = new Watchlist();
    private final EventDecoder decoder = new EventDecoder(watchlist);
    private final EngineSession session;
    private final SaIndex index;
    private final DeadSas dead;
    private final SaChanges sas;
    private final List<IkePort> ike = new ArrayList<>();
    private final List<Subscription> subscriptions = new ArrayList<>();
    private volatile Consumer<BackendEvent> listener = event -> {};
    private boolean closed;

    /**
     * A backend with a session of its own.
     *
     * @param source of that session, and of those of IKE
     * @param udp opens the ports of IKE, on the thread that calls {@link #openIke}
     * @param ikeext the service of that name, which is asked before its ports are opened
     * @throws SecureConnectException if the filter engine refuses to talk to this process
     */
    public WindowsBackend(
            FilterEngine.Source source, UdpStack udp, Supplier<ServiceState> ikeext, WindowsBackendOptions options) {
        this.source = source;
        this.udp = udp;
        this.options = options;
        this.portRule = new IkePortRule(options, ikeext);
        this.plan = new FilterPlan(options.persistentBlocks() ? Lifetime.PERSISTENT : Lifetime.STATIC);
        this.engine = named(
                "opening a session with the filter engine of Windows",
                () -> source.open(
                        Session.named(DisplayData.of("SecureConnect", "protected paths and SAs"), PATIENCE_MS)));
        this.session = new EngineSession(engine, plan.lifetime(), watchlist);
        this.index = new SaIndex(engine, watchlist);
        this.dead = new DeadSas(session, plan, index);
        this.sas = new SaChanges(session, plan, index);
    }

    @Override
    public BackendCapabilities capabilities() {
        requireOpen();
        return Capabilities.of(System.getProperty("os.version"), options);
    }

    /**
     * {@inheritDoc} SA contexts of an earlier run that nobody can name, because a crash came between their making and their
     * SPI, are deleted on the way.
     */
    @Override
    public BackendSnapshot snapshot() {
        requireOpen();
        return named("reading filters and SAs", () -> {
            sas.sweep(index.read());
            List<Filter> all = OwnFilters.dump(engine, Optional.empty());
            all.stream().filter(OwnFilters::isOurs).forEach(filter -> watchlist.note(filter, filter.filterId()));
            return new SnapshotReader(plan, dead, OwnFilters.of(all), index.read())
                    .read()
                    .addAllForeignPolicies(new ForeignFilters(engine).of(all))
                    .putAllNegotiated(negotiations().read())
                    .build();
        });
    }

    @Override
    public List<ChangeResult> apply(List<? extends BackendChange> changes) {
        requireOpen();
        return named(
                "changing filters and SAs",
                () -> new ChangeRunner(session, plan, dead, sas, negotiations(), decoder).run(changes));
    }

    private Negotiations negotiations() {
        return new Negotiations(session, plan, index);
    }

    @Override
    public SpiReservation reserveSpi(HostPair path) {
        requireOpen();
        return new Reservation(sas.reserve(path));
    }

    /**
     * {@inheritDoc} Needs packets' events, which are on unless somebody switched them off for the whole host; then nothing is
     * said of packets without an SA, and a warning is logged. This backend never switches them on.
     */
    @Override
    public void listen(Consumer<BackendEvent> listener) {
        requireOpen();
        this.listener = listener;
        if (subscriptions.isEmpty()) {
            named("listening to the filter engine", () -> {
                try {
                    subscribe();
                } catch (WfpException | SecureConnectException e) {
                    unsubscribe(e);
                    throw e;
                }
                return subscriptions;
            });
        }
    }

    private void subscribe() {
        subscriptions.add(engine.onFilterChanges(change -> decoder.on(change).ifPresent(this::tell)));
        subscriptions.add(engine.onSaChanges(change -> decoder.on(change).forEach(this::tell)));
        if (engine.collectsNetEvents()) {
            subscriptions.add(engine.onNetEvents(event -> decoder.on(event).ifPresent(this::tell)));
        } else {
            LOG.warn("net events are switched off on this host, so no packet without an SA is told of; an"
                    + " administrator switches them on with 'netsh wfp set options netevents=on'");
        }
    }

    /** Ends what had begun, so that whoever tries again hears of all. */
    private void unsubscribe(RuntimeException cause) {
        List<Runnable> ends = new ArrayList<>();
        subscriptions.forEach(subscription -> ends.add(subscription::close));
        subscriptions.clear();
        try {
            Closing.all(ends);
        } catch (WfpException | SecureConnectException e) {
            cause.addSuppressed(e);
        }
    }

    private void tell(BackendEvent event) {
        listener.accept(event);
    }

    /**
     * {@inheritDoc} UDP 500 and 4500 are refused unless {@link WindowsBackendOptions#standardIkePorts} says otherwise. Filters
     * let the datagrams pass as long as the sockets are open.
     *
     * @throws SecureConnectException also with {@code PERMISSION_DENIED}
     */
    @Override
    public DatagramPort openIke(IkePorts ports) {
        requireOpen();
        portRule.check(ports);
        DatagramPort sockets = openSockets(ports);
        try {
            IkePort opened =
                    named("letting IKE on UDP " + ports.ike() + " and " + ports.natTraversal() + " pass", () -> {
                        session.requireFrame();
                        return new IkePort(sockets, IkePermits.open(source, plan, ports), this::tidy);
                    });
            ike.removeIf(IkePort::isClosed);
            ike.add(opened);
            return opened;
        } catch (RuntimeException e) {
            sockets.close();
            throw e;
        }
    }

    private DatagramPort openSockets(IkePorts ports) {
        try {
            return udp.open(ports);
        } catch (SecureConnectException e) {
            throw IkePortRule.taken(ports, e);
        }
    }

    private void tidy() {
        if (!closed) {
            named("removing our provider", () -> {
                session.tidy(OwnFilters.read(engine));
                return closed;
            });
        }
    }

    /** {@inheritDoc} Those of the whole host, whoever made the SAs. */
    @Override
    public Map<String, Long> counters() {
        requireOpen();
        return named("reading the statistics of IPsec", () -> Counters.of(engine.statistics()));
    }

    private void requireOpen() {
        if (closed) {
            throw new SecureConnectException(ErrorCode.CLOSED, "the Windows backend is closed; open another");
        }
    }

    private static <T> T named(String doing, Supplier<T> call) {
        try {
            return call.get();
        } catch (WfpException e) {
            throw WfpFaults.of(doing, e);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        List<Runnable> ends = new ArrayList<>();
        ike.forEach(port -> ends.add(port::close));
        ends.add(() -> closed = true);
        ends.add(() -> named("closing the session with the filter engine", () -> {
            engine.close(); // with its subscriptions
            return closed;
        }));
        Closing.all(ends);
    }

    /** An SPI of Windows' choice. */
    private final class Reservation implements SpiReservation {
        private final SaPair pair;

        Reservation(SaPair pair) {
            this.pair = pair;
        }

        @Override
        public HostPair path() {
            return pair.path();
        }

        @Override
        public Spi spi() {
            return pair.inbound().orElseThrow().spi();
        }

        @Override
        public void close() {
            if (!closed) {
                sas.giveBack(pair);
            }
        }
    }
}
