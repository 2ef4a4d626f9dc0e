package io.secureconnect.testkit.fleet;

import io.secureconnect.api.CloseMode;
import io.secureconnect.api.IkeOptions;
import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.keying.KeyDistribution;
import io.secureconnect.api.keying.KeyDistributor;
import io.secureconnect.api.keying.SealingKeyPair;
import io.secureconnect.api.plan.FleetPlan;
import io.secureconnect.api.policy.EnforcementMode;
import io.secureconnect.api.policy.NetworkInterface;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.policy.Workload;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.testkit.kernel.KeyLedger;
import io.secureconnect.testkit.kernel.MemoryKernel;
import io.secureconnect.testkit.kernel.SimulatedKernel;
import io.secureconnect.testkit.net.PacketStream;
import io.secureconnect.testkit.net.VirtualNetwork;
import io.secureconnect.testkit.time.ManualClock;
import io.secureconnect.testkit.time.SeededRandom;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/**
 * All hosts of a policy in one JVM: a simulated kernel each, in memory by default, the real engine on those that can have one, the real key
 * distributor, one network, one clock, one seed.
 *
 * <pre>{@code
 * try (Fleet fleet = Fleet.of(policy)) {
 *     fleet.applyEverywhere(policy);
 *     fleet.network().send(packet);
 *     fleet.assertKeysServedOnce();
 * }
 * }</pre>
 *
 * <p>Keys come as the policy's keying has it: from a distributor, or agreed on by IKE over the network, under pre-shared keys
 * of the {@link #secrets}. Engines have threads of their own, but a fleet lets only one work at a time and waits for it, so
 * that what happens depends on nothing but policy and seed. Not thread-safe.
 */
public final class Fleet implements AutoCloseable {
    private static final long STANDARD_SEED = 1;
    /** Shorter than any timer of IKE. */
    private static final Duration STEP = Duration.ofMillis(100);

    private final ManualClock clock = new ManualClock();
    private final SeededRandom random;
    private final Object turns = new Object();
    private final KeyLedger ledger;
    private final VirtualNetwork network;
    private final KernelFactory factory;
    private final Map<String, SimulatedKernel> kernels = new TreeMap<>();
    private final Map<String, FleetHost> hosts = new TreeMap<>();
    private final Map<String, List<IpAddress>> addresses = new TreeMap<>();
    private final SealingKeyPair distributorKeys;
    private final KeyPost post;
    private final FleetSecrets secrets;
    private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
    private int streams;

    /** A datagram of IKE that waits for its engine to have time for it. */
    private record Arrival(FleetHost host, Runnable handIn) {}

    private Fleet(PolicyDocument policy, SeededRandom random, KernelFactory factory) {
        this.random = random;
        this.factory = factory;
        this.ledger = new KeyLedger(random.split());
        this.network = new VirtualNetwork(clock, random.split());
        KeyDistribution distribution = SecureConnect.keyDistribution();
        this.distributorKeys = distribution.newKeyPair(random);
        this.secrets = new FleetSecrets(random.split());
        policy.workloads().forEach(this::add);
        this.post = new KeyPost(distributorKeys, clock, random.split(), hosts);
    }

    /** The hosts of {@code policy}, none started, no policy in force. */
    public static Fleet of(PolicyDocument policy) {
        return of(policy, new SeededRandom(STANDARD_SEED));
    }

    /** As {@link #of(PolicyDocument)}, with randomness from {@code random}. */
    public static Fleet of(PolicyDocument policy, SeededRandom random) {
        return of(policy, random, KernelFactory.inMemory());
    }

    /** As {@link #of(PolicyDocument, SeededRandom)}, on kernels that {@code factory} makes. */
    public static Fleet of(PolicyDocument policy, SeededRandom random, KernelFactory factory) {
        return new Fleet(policy, random, factory);
    }

    private void add(Workload workload) {
        SimulatedKernel kernel =
                factory.kernel(workload, new KernelFactory.Surroundings(clock, random.split(), ledger, turns));
        kernels.put(workload.id(), kernel);
        List<IpAddress> own =
                workload.interfaces().stream().map(NetworkInterface::address).collect(Collectors.toUnmodifiableList());
        addresses.put(workload.id(), own);
        network.attach(kernel, own.toArray(IpAddress[]::new));
        boolean runsAnEngine =
                workload.managed() && workload.os().hasBackend() && workload.enforcementMode() != EnforcementMode.IDLE;
        if (runsAnEngine) {
            SealingKeyPair keys = SecureConnect.keyDistribution().newKeyPair(random);
            hosts.put(
                    workload.id(),
                    new FleetHost(
                            workload.id(),
                            kernel,
                            keys,
                            distributorKeys.publicKey(),
                            this::newIkeOptions,
                            handIn -> arrivals.add(new Arrival(host(workload.id()), handIn))));
        }
    }

    private IkeOptions newIkeOptions() {
        return IkeOptions.builder()
                .preSharedKeys(secrets.of())
                .randomSource(random.split())
                .build();
    }

    /** The pre-shared keys of all pairs. */
    public FleetSecrets secrets() {
        return secrets;
    }

    public ManualClock clock() {
        return clock;
    }

    public VirtualNetwork network() {
        return network;
    }

    public KeyLedger ledger() {
        return ledger;
    }

    /** The distributor; hand what it returns to nobody, {@link #settle} asks it for what is outstanding. */
    public KeyDistributor distributor() {
        return post.distributor();
    }

    /** Hosts with an engine, sorted by id. */
    public Collection<FleetHost> hosts() {
        return List.copyOf(hosts.values());
    }

    /**
     * A host with an engine.
     *
     * @throws IllegalArgumentException if there is none of this id, or it is unmanaged, idle, or without a backend
     */
    public FleetHost host(String id) {
        FleetHost host = hosts.get(id);
        if (host == null) {
            throw new IllegalArgumentException("'" + id + "' is not among the hosts with an engine: " + hosts.keySet());
        }
        return host;
    }

    /**
     * The in-memory kernel of any workload, with an engine or without.
     *
     * @throws IllegalArgumentException if there is none of this id, or it has a kernel of another kind
     */
    public MemoryKernel kernel(String id) {
        if (simulatedKernel(id) instanceof MemoryKernel kernel) {
            return kernel;
        }
        throw new IllegalArgumentException(
                "'" + id + "' has no in-memory kernel but " + simulatedKernel(id) + "; ask for simulatedKernel");
    }

    /** The kernel of any workload, with an engine or without, of whatever kind it is. */
    public SimulatedKernel simulatedKernel(String id) {
        SimulatedKernel kernel = kernels.get(id);
        if (kernel == null) {
            throw new IllegalArgumentException("'" + id + "' is not among the workloads " + kernels.keySet());
        }
        return kernel;
    }

    /** The path between the first addresses of a family that two workloads have, as {@code one} sees it. */
    public HostPair path(String one, String other, AddressFamily family) {
        return new HostPair(address(one, family), address(other, family));
    }

    private IpAddress address(String id, AddressFamily family) {
        simulatedKernel(id); // or says that there is none
        return addresses.getOrDefault(id, List.of()).stream()
                .filter(address -> address.family() == family)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + id + "' has no address of " + family));
    }

    /** Calls {@code observer} after every single write to any kernel. */
    public void everyWrite(Runnable observer) {
        kernels.values().forEach(kernel -> kernel.observe(observer));
    }

    /** A stream of numbered datagrams between two workloads; it sends when told to. */
    public PacketStream stream(String one, String other, AddressFamily family) {
        return new PacketStream(network, path(one, other, family), "stream " + streams++);
    }

    /** Starts every host that does not run, puts the policy in force on each, gives out keys, and waits for all of it. */
    public void applyEverywhere(PolicyDocument policy) {
        applyWithoutKeys(policy);
        giveOutKeys(policy);
        settle();
    }

    /** Starts every host that does not run and puts the policy in force on each, one after the other. */
    public void applyWithoutKeys(PolicyDocument policy) {
        for (FleetHost host : hosts.values()) {
            if (!host.isRunning()) {
                host.start();
            }
            host.apply(policy);
        }
    }

    /** Has the distributor make keys for what the policy encrypts; {@link #step} or {@link #settle} delivers them. */
    public void giveOutKeys(PolicyDocument policy) {
        FleetPlan plan = SecureConnect.policies().resolve(policy);
        post.want(plan);
    }

    /** Has the distributor begin a rotation of all keys; {@link #step} or {@link #settle} carries it through. */
    public void beginRotation() {
        post.rotate();
    }

    /** Rotates all keys, to the end. */
    public void rotate() {
        beginRotation();
        settle();
    }

    /**
     * Delivers one datagram of IKE, or one piece of mail between distributor and hosts, and waits for what it leads to; false
     * if there is none.
     */
    public boolean step() {
        return handInNext() || post.step() || !arrivals.isEmpty();
    }

    private boolean handInNext() {
        Arrival next = arrivals.poll();
        if (next != null && next.host.isRunning()) {
            next.handIn.run();
            next.host.settle();
        }
        return next != null;
    }

    /** Delivers all mail, repeats what hosts have not answered, and returns when nobody has anything more to say. */
    public void settle() {
        deliverAll();
        for (FleetHost host : hosts.values()) {
            if (host.isReachable()) {
                post.repeat(host);
            }
        }
        deliverAll();
    }

    private void deliverAll() {
        while (step()) {
            // until nobody has anything more to say
        }
    }

    /** Lets time pass, in which SAs expire and rotations begin. */
    public void advance(Duration duration) {
        clock.advance(duration);
        post.tick();
        settle();
    }

    /** As {@link #advance}, in steps so small that each host does what it does by itself about when it is due. */
    public void live(Duration duration) {
        for (Duration left = duration; !left.isZero(); ) {
            Duration step = left.compareTo(STEP) < 0 ? left : STEP;
            advance(step);
            left = left.minus(step);
        }
    }

    /**
     * Fails if any key ever served two SAs, or one twice.
     *
     * @throws AssertionError with every such SA
     */
    public void assertKeysServedOnce() {
        if (!ledger.violations().isEmpty()) {
            throw new AssertionError(String.join("\n", ledger.violations()));
        }
    }

    /** Ends every engine and leaves the kernels as they are. */
    @Override
    public void close() {
        hosts.values().stream().filter(FleetHost::isRunning).forEach(host -> host.stop(CloseMode.LEAVE));
    }
}
