package io.secureconnect.testkit.contract;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.KeyMaterial;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.api.sa.SecurityAssociation;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.api.sa.TrafficSelector;
import io.secureconnect.spi.BackendCapabilities;
import io.secureconnect.spi.IpsecBackend;
import io.secureconnect.testkit.kernel.IpPacket;
import io.secureconnect.testkit.kernel.MemoryBackend;
import io.secureconnect.testkit.kernel.MemoryKernel;
import io.secureconnect.testkit.kernel.SpdEntry;
import io.secureconnect.testkit.time.ManualClock;
import io.secureconnect.testkit.time.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;

/** Two in-memory kernels with a cable between them, which can do everything that a harness may. */
public final class MemoryHarness implements BackendHarness {
    private static final String STRANGER = "somebody else";
    private static final int STRANGERS_REQID = 7;
    private static final int BEFORE_OURS = 10;
    private static final int AFTER_OURS = 100_000;

    private final BiFunction<MemoryKernel, MemoryBackend, ? extends IpsecBackend> between;
    private final ManualClock clock = new ManualClock();
    private final SeededRandom random = new SeededRandom(42);
    private final MemoryKernel host;
    private final MemoryKernel peer;

    public MemoryHarness() {
        this(MemoryBackend.everything());
    }

    /** Kernels that can do no more than {@code capabilities}. */
    public MemoryHarness(BackendCapabilities capabilities) {
        this(capabilities, (kernel, backend) -> backend);
    }

    /** With something between the contract and the backend of this host, to prove that the contract would notice. */
    MemoryHarness(
            BackendCapabilities capabilities, BiFunction<MemoryKernel, MemoryBackend, ? extends IpsecBackend> between) {
        this.between = between;
        host = kernel("host", capabilities);
        peer = kernel("peer", capabilities);
        host.connect(peer::receive);
        peer.connect(host::receive);
    }

    private MemoryKernel kernel(String name, BackendCapabilities capabilities) {
        return MemoryKernel.builder(name)
                .clock(clock)
                .random(random.split())
                .capabilities(capabilities)
                .build();
    }

    @Override
    public Set<Ability> abilities() {
        return EnumSet.allOf(Ability.class);
    }

    @Override
    public IpsecBackend open() {
        return between.apply(host, new MemoryBackend(host));
    }

    @Override
    public IpsecBackend openPeer() {
        return new MemoryBackend(peer);
    }

    @Override
    public HostPair path(AddressFamily family, int number) {
        boolean v4 = family == AddressFamily.IPV4;
        String local = v4 ? "192.0.2.1" : "2001:db8::1";
        byte[] remote = IpAddress.parse(v4 ? "198.51.0.0" : "2001:db8:1::").octets();
        remote[remote.length - 2] = (byte) ((number + 1) >> 8);
        remote[remote.length - 1] = (byte) (number + 1);
        return new HostPair(IpAddress.parse(local), IpAddress.of(remote));
    }

    @Override
    public boolean delivers(HostPair path, Direction direction, int localPort, int remotePort) {
        boolean out = direction == Direction.OUTBOUND;
        IpPacket packet = probe(path, direction, localPort, remotePort);
        Optional<IpPacket> wire = (out ? host : peer).send(packet);
        Optional<IpPacket> accepted = wire.flatMap((out ? peer : host)::receive);
        return accepted.filter(packet::equals).isPresent();
    }

    @Override
    public long deliveredDuring(HostPair path, Direction direction, Runnable change) {
        AtomicLong leaked = new AtomicLong();
        IpPacket packet = probe(path, direction, 40_001, 40_002);
        AtomicLong watching = new AtomicLong(1);
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
        host.putForeignPolicy(new SpdEntry(
                STRANGER, selector, direction, precedes ? BEFORE_OURS : AFTER_OURS, SpdEntry.Action.PASS, 0));
    }

    @Override
    public void addForeignSa(HostPair path, Direction direction, Spi spi) {
        EspProposal proposal = EspProposal.AES_256_GCM;
        KeyMaterial keys = new KeyMaterial(
                proposal, SecretBytes.wrap(random.octets(proposal.encryption().keyMaterialOctets())), Optional.empty());
        EspParameters parameters =
                EspParameters.builder().lifetime(SaLifetime.builder().build()).build();
        host.addForeignSa(
                STRANGER,
                new SecurityAssociation(new SaId(path, direction, spi), spi, parameters, keys),
                STRANGERS_REQID);
    }

    @Override
    public List<String> foreignObjects() {
        return host.foreignObjects();
    }

    @Override
    public void removeOurPolicy(TrafficSelector selector, Direction direction) {
        if (!host.removePolicy(selector, direction)) {
            throw new IllegalArgumentException("there is no " + direction + " policy " + selector);
        }
    }

    @Override
    public void passTime(Duration duration) {
        clock.advance(duration);
    }

    @Override
    public Optional<Duration> larvalLifetime() {
        return Optional.of(host.larvalLifetime());
    }

    @Override
    public void settle() {}

    @Override
    public Duration patience() {
        return Duration.ZERO;
    }

    @Override
    public void close() {}
}
