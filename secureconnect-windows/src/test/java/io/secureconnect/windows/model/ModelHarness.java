package io.secureconnect.windows.model;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.api.sa.TrafficSelector;
import io.secureconnect.spi.IpsecBackend;
import io.secureconnect.testkit.contract.BackendHarness;
import io.secureconnect.testkit.kernel.IpPacket;
import io.secureconnect.testkit.time.ManualClock;
import io.secureconnect.testkit.time.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Two modelled Windows machines with a cable between them, which can do everything that a harness may. */
public final class ModelHarness implements BackendHarness {
    private final Function<WindowsHost, ? extends IpsecBackend> backends;
    private final ManualClock clock = new ManualClock();
    private final SeededRandom random = new SeededRandom(42);
    private final WindowsHost host;
    private final WindowsHost peer;
    private @Nullable Stranger stranger;

    public ModelHarness(Function<WindowsHost, ? extends IpsecBackend> backends) {
        this(backends, builder -> builder);
    }

    /** @param options sets what of Windows is not certain, on both machines */
    public ModelHarness(
            Function<WindowsHost, ? extends IpsecBackend> backends, UnaryOperator<WindowsHost.Builder> options) {
        this.backends = backends;
        host = host("host", options);
        peer = host("peer", options);
        host.connect(peer::receive);
        peer.connect(host::receive);
    }

    private WindowsHost host(String name, UnaryOperator<WindowsHost.Builder> options) {
        return options.apply(WindowsHost.builder(name).clock(clock).random(random.split()))
                .build();
    }

    /** This host's machine, for what a contract does not ask. */
    public WindowsHost host() {
        return host;
    }

    @Override
    public Set<Ability> abilities() {
        return EnumSet.allOf(Ability.class);
    }

    @Override
    public IpsecBackend open() {
        return backends.apply(host);
    }

    @Override
    public IpsecBackend openPeer() {
        return backends.apply(peer);
    }

    @Override
    public HostPair path(AddressFamily family, int number) {
        boolean v4 = family == AddressFamily.IPV4;
        byte[] remote = IpAddress.parse(v4 ? "198.51.0.0" : "2001:db8:1::").octets();
        remote[remote.length - 2] = (byte) ((number + 1) >> Byte.SIZE);
        remote[remote.length - 1] = (byte) (number + 1);
        return new HostPair(IpAddress.parse(v4 ? "192.0.2.1" : "2001:db8::1"), IpAddress.of(remote));
    }

    @Override
    public boolean delivers(HostPair path, Direction direction, int localPort, int remotePort) {
        boolean out = direction == Direction.OUTBOUND;
        IpPacket packet = probe(path, direction, localPort, remotePort);
        Optional<IpPacket> wire = (out ? host : peer).send(packet);
        return wire.flatMap((out ? peer : host)::receive).filter(packet::equals).isPresent();
    }

    @Override
    public long deliveredDuring(HostPair path, Direction direction, Runnable change) {
        AtomicLong leaked = new AtomicLong();
        AtomicLong watching = new AtomicLong(1);
        IpPacket packet = probe(path, direction, 40_001, 40_002);
        host.observe(() -> {
            boolean passes = direction == Direction.OUTBOUND ? host.sendsInClear(packet) : host.acceptsInClear(packet);
            leaked.addAndGet(passes ? watching.get() : 0);
        });
        change.run();
        watching.set(0);
        return leaked.get();
    }

    private static IpPacket probe(HostPair path, Direction direction, int localPort, int remotePort) {
        byte[] data = "probe".getBytes(StandardCharsets.UTF_8);
        return direction == Direction.OUTBOUND
                ? IpPacket.udp(path.local(), localPort, path.remote(), remotePort, data)
                : IpPacket.udp(path.remote(), remotePort, path.local(), localPort, data);
    }

    @Override
    public void addForeignPolicy(TrafficSelector selector, Direction direction, boolean precedes) {
        stranger().addPolicy(selector, direction, precedes);
    }

    @Override
    public void addForeignSa(HostPair path, Direction direction, Spi spi) {
        stranger().addSa(path, direction, spi.value());
    }

    @Override
    public List<String> foreignObjects() {
        return host.foreignObjects();
    }

    @Override
    public void removeOurPolicy(TrafficSelector selector, Direction direction) {
        if (host.removeFiltersAbout(selector, direction) == 0) {
            throw new IllegalArgumentException("there is no " + direction + " filter of ours about " + selector);
        }
    }

    @Override
    public void passTime(Duration duration) {
        clock.advance(duration);
    }

    /** Events come on the thread that caused them. */
    @Override
    public void settle() {}

    @Override
    public Duration patience() {
        return Duration.ZERO;
    }

    @Override
    public void close() {}

    private Stranger stranger() {
        if (stranger == null) {
            stranger = new Stranger(host, random.split());
        }
        return stranger;
    }
}
