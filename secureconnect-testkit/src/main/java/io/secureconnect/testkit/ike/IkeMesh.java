package io.secureconnect.testkit.ike;

import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.policy.Authentication;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.core.ike.crypto.IkeCrypto;
import io.secureconnect.core.ike.crypto.bc.StandardIkeCrypto;
import io.secureconnect.core.ike.host.HostSettings;
import io.secureconnect.core.ike.host.IkeHost;
import io.secureconnect.core.ike.host.IsakmpParts;
import io.secureconnect.core.ike.host.PeerWish;
import io.secureconnect.core.ike.session.SessionTimes;
import io.secureconnect.core.ike.v1.crypto.IsakmpCrypto;
import io.secureconnect.core.ike.v1.crypto.bc.StandardIsakmpCrypto;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.testkit.kernel.KeyLedger;
import io.secureconnect.testkit.kernel.MemoryKernel;
import io.secureconnect.testkit.net.VirtualNetwork;
import io.secureconnect.testkit.time.ManualClock;
import io.secureconnect.testkit.time.SeededRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Hosts that all want IKE with each other, on one network and one clock, without engines: the sessions of each are driven
 * directly, so that hundreds of hosts fit into one JVM.
 *
 * <pre>{@code
 * IkeMesh mesh = IkeMesh.of(200, random);
 * mesh.network().conditions(WireConditions.perfect().withDelay(Duration.ofMillis(10)).withLoss(0.05));
 * mesh.startAll();
 * mesh.advance(Duration.ofMinutes(5));
 * mesh.assertWhole();
 * }</pre>
 *
 * <p>Everything that happens follows from the seed. A mesh of at most three has a {@link Transcript}. Not thread-safe.
 */
public final class IkeMesh {
    private static final int SHOWN = 10;
    private static final Duration LIVENESS = Duration.ofSeconds(30);
    private static final int MOST_WITH_TRANSCRIPT = 3;

    private final ManualClock clock = new ManualClock();
    private final SeededRandom random;
    private final KeyLedger ledger;
    private final VirtualNetwork network;
    private final Plaintexts plaintexts = new Plaintexts();
    private final IkeCrypto crypto;
    private final IsakmpCrypto isakmp;
    private final Consumer<Supplier<String>> notes;
    private final SaPolicy policy;
    private final List<MeshHost> hosts = new ArrayList<>();
    private final Set<MeshHost> onWindows = new HashSet<>();

    private IkeMesh(int size, int windows, SaPolicy policy, SeededRandom random) {
        if (windows < 0 || windows > size) {
            throw new IllegalArgumentException(windows + " hosts of " + size + " cannot stand for Windows");
        }
        this.random = random;
        this.policy = policy;
        this.ledger = new KeyLedger(random.split());
        this.network = new VirtualNetwork(clock, random.split());
        IkeCrypto standard = new StandardIkeCrypto();
        if (size <= MOST_WITH_TRANSCRIPT) {
            Transcript transcript = new Transcript("a mesh of " + size + ", " + random, clock);
            this.notes = line -> transcript.add(line.get());
            this.crypto = new WatchedCrypto(standard, plaintexts, Optional.empty());
            this.isakmp = new WatchedIsakmpCrypto(new StandardIsakmpCrypto(standard), plaintexts, Optional.empty());
        } else {
            this.notes = line -> {};
            this.crypto = standard;
            this.isakmp = new StandardIsakmpCrypto(standard);
        }
        for (int number = 0; number < size; number++) {
            MeshHost host = host(number);
            hosts.add(host);
            if (number < windows) {
                onWindows.add(host);
            }
        }
        for (MeshHost host : hosts) {
            host.wish(wishesOf(host));
        }
    }

    /** Hosts under the standard policy, none started. */
    public static IkeMesh of(int size, SeededRandom random) {
        return of(size, SaPolicy.standard(), random);
    }

    /** Hosts under {@code policy}, none started. */
    public static IkeMesh of(int size, SaPolicy policy, SeededRandom random) {
        return mixed(size, 0, policy, random);
    }

    /**
     * Hosts under {@code policy}, none started, of which the first {@code windows} stand for Windows: they speak IKEv1 with
     * everybody, the others IKEv2 with each other.
     */
    public static IkeMesh mixed(int size, int windows, SaPolicy policy, SeededRandom random) {
        return new IkeMesh(size, windows, policy, random);
    }

    private MeshHost host(int number) {
        String id = String.valueOf(10_000 + number).replaceFirst("1", "host");
        IpAddress address = IpAddress.parse("10.2." + number / 250 + "." + (1 + number % 250));
        MemoryKernel kernel = MemoryKernel.builder(id)
                .clock(clock)
                .random(random.split())
                .ledger(ledger)
                .build();
        network.attach(kernel, address);
        MeshTerms terms = new MeshTerms(LIVENESS);
        IsakmpParts parts = new IsakmpParts(isakmp, new IsakmpMeshTerms(LIVENESS));
        HostSettings settings = new HostSettings(64, 32, 1000, Duration.ofSeconds(1), Duration.ofSeconds(10));
        SeededRandom chance = random.split();
        return new MeshHost(
                id,
                address,
                kernel,
                spis -> IkeHost.of(settings, crypto, chance, terms, parts, spis, SessionTimes.standard()),
                notes,
                plaintexts);
    }

    private Map<HostPair, PeerWish> wishesOf(MeshHost host) {
        Map<HostPair, PeerWish> wishes = new HashMap<>();
        for (MeshHost peer : hosts) {
            if (peer != host) {
                HostPair path = new HostPair(host.address(), peer.address());
                wishes.put(path, wish(path, host.id(), peer.id(), version(host, peer)));
            }
        }
        return wishes;
    }

    private IkeVersion version(MeshHost one, MeshHost other) {
        return onWindows.contains(one) || onWindows.contains(other) ? IkeVersion.IKEV1 : IkeVersion.IKEV2;
    }

    private PeerWish wish(HostPair path, String local, String peer, IkeVersion version) {
        return new PeerWish(
                path,
                local,
                peer,
                version,
                new Authentication.PreSharedKey(),
                policy.ikeProposals().stream().filter(version::has).toList(),
                policy.espProposals(),
                EspParameters.builder().lifetime(policy.childLifetime()).build(),
                policy.perfectForwardSecrecy(),
                policy.ikeLifetime(),
                policy.udpEncapsulation(),
                IkePorts.standard());
    }

    public ManualClock clock() {
        return clock;
    }

    public VirtualNetwork network() {
        return network;
    }

    public List<MeshHost> hosts() {
        return List.copyOf(hosts);
    }

    public MeshHost host(String id) {
        return hosts.stream()
                .filter(host -> host.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no host " + id + " among " + hosts));
    }

    public void startAll() {
        hosts.forEach(MeshHost::start);
    }

    /** Lets time pass: what waits on wires arrives, what is due is done. */
    public void advance(Duration duration) {
        clock.advance(duration);
    }

    /** How many pairs there are. */
    public int pairs() {
        return hosts.size() * (hosts.size() - 1) / 2;
    }

    /**
     * Fails unless every pair has one IKE SA and one child at both ends, which are each other's, and no key ever served twice.
     *
     * @throws AssertionError with the first pairs that have not, and the seed
     */
    public void assertWhole() {
        List<String> wrong = new ArrayList<>(ledger.violations());
        Map<HostPair, List<SaId>> all = new HashMap<>();
        for (MeshHost host : hosts) {
            host.sas()
                    .forEach(sa -> all.computeIfAbsent(sa.id().path(), path -> new ArrayList<>(2))
                            .add(sa.id()));
        }
        for (MeshHost host : hosts) {
            for (MeshHost peer : hosts) {
                if (host != peer) {
                    check(new HostPair(host.address(), peer.address()), host, all, wrong);
                }
            }
        }
        if (!wrong.isEmpty()) {
            throw new AssertionError(wrong.size() + " things are wrong, with " + random + ":\n  "
                    + String.join("\n  ", wrong.subList(0, Math.min(SHOWN, wrong.size()))));
        }
    }

    private static void check(HostPair path, MeshHost host, Map<HostPair, List<SaId>> all, List<String> wrong) {
        List<SaId> own = all.getOrDefault(path, List.of());
        Set<SaId> mirrored = new HashSet<>();
        all.getOrDefault(path.mirror(), List.of()).forEach(id -> mirrored.add(mirror(id)));
        if (own.size() != Direction.values().length || !mirrored.equals(Set.copyOf(own))) {
            wrong.add(path + " has SAs " + own + ", the other end's are " + mirrored);
        }
        int standing = host.sessions().standing(path);
        if (standing != 1) {
            wrong.add(path + " has " + standing + " IKE SAs; last failure "
                    + host.sessions().negotiation(path).flatMap(state -> state.failure()));
        }
    }

    private static SaId mirror(SaId id) {
        Direction other = id.direction() == Direction.INBOUND ? Direction.OUTBOUND : Direction.INBOUND;
        return new SaId(id.path().mirror(), other, id.spi());
    }

    @Override
    public String toString() {
        return "IkeMesh[" + hosts.size() + " hosts, " + random + "]";
    }
}
