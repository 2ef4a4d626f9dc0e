package io.secureconnect.windows.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.PathStatus;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.spi.Exemption;
import io.secureconnect.spi.InstalledSa;
import io.secureconnect.testkit.fleet.Fleet;
import io.secureconnect.testkit.fleet.FleetHost;
import io.secureconnect.testkit.kernel.IpPacket;
import io.secureconnect.testkit.net.LeakWatch;
import io.secureconnect.testkit.net.Leaks;
import io.secureconnect.testkit.net.PacketStream;
import io.secureconnect.testkit.time.SeededRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A fleet with Windows in it, watched on every path at every write, with a stream on each. */
final class MixedFleet implements AutoCloseable {
    private static final List<Integer> IKE = List.of(500, 24500);

    private final Fleet fleet;
    private final List<Pair> pairs;
    private final List<LeakWatch> watches = new ArrayList<>();
    private final List<PacketStream> streams = new ArrayList<>();
    private int turn;

    /** Two hosts over one family. */
    record Pair(String one, String other, AddressFamily family) {
        boolean has(String host) {
            return one.equals(host) || other.equals(host);
        }
    }

    MixedFleet(PolicyDocument policy, SeededRandom random) {
        this.fleet = Fleet.of(policy, random, ModelKernel.mixed());
        List<String> ids =
                policy.workloads().stream().map(workload -> workload.id()).toList();
        this.pairs = IntStream.range(0, ids.size())
                .boxed()
                .flatMap(a -> ids.subList(a + 1, ids.size()).stream()
                        .flatMap(other -> Arrays.stream(AddressFamily.values())
                                .map(family -> new Pair(ids.get(a), other, family))))
                .toList();
        for (Pair pair : pairs) {
            HostPair path = fleet.path(pair.one(), pair.other(), pair.family());
            watches.add(LeakWatch.on(fleet.simulatedKernel(pair.one()), path));
            watches.add(LeakWatch.on(fleet.simulatedKernel(pair.other()), path.mirror()));
        }
    }

    Fleet fleet() {
        return fleet;
    }

    List<Pair> pairs() {
        return pairs;
    }

    /** Opens a stream on each path, which sends both ways from now on whenever {@link #send} says so. */
    void openStreams() {
        openStreams(pair -> true);
    }

    void openStreams(Predicate<Pair> which) {
        pairs.stream()
                .filter(which)
                .forEach(pair -> streams.add(fleet.stream(pair.one(), pair.other(), pair.family())));
    }

    void send() {
        streams.forEach(PacketStream::send);
    }

    /** As {@link #send}, on one path after the other, for a call after each of many writes. */
    void sendNow() {
        if (!streams.isEmpty()) {
            streams.get(turn++ % streams.size()).send();
        }
    }

    /** All SAs that carry packets. */
    Set<SaId> sas() {
        return fleet.hosts().stream()
                .flatMap(host -> host.status().paths().stream())
                .flatMap(path -> path.sas().stream())
                .map(InstalledSa::id)
                .collect(Collectors.toSet());
    }

    /** Whether the first of the two would send in clear, or the other accept it. */
    boolean passesInClear(Pair pair) {
        HostPair path = fleet.path(pair.one(), pair.other(), pair.family());
        IpPacket packet = IpPacket.udp(path.local(), 9, path.remote(), 9, new byte[1]);
        return fleet.simulatedKernel(pair.one()).sendsInClear(packet)
                || fleet.simulatedKernel(pair.other()).acceptsInClear(packet);
    }

    /** Nothing is clear on paths with {@code host} any more by right. */
    void release(String host) {
        for (int i = 0; i < pairs.size(); i++) {
            if (pairs.get(i).has(host)) {
                watches.get(2 * i).release();
                watches.get(2 * i + 1).release();
            }
        }
    }

    /** What was sent on each path came out at the other end, once. */
    void assertAllArrived() {
        streams.forEach(PacketStream::assertAllArrivedOnce);
    }

    /** One packet each way on each path, which must arrive. */
    void assertEachReachesEach() {
        for (Pair pair : pairs) {
            PacketStream stream = fleet.stream(pair.one(), pair.other(), pair.family());
            stream.send();
            stream.assertAllArrivedOnce();
        }
        for (FleetHost host : fleet.hosts()) {
            assertThat(host.status().paths())
                    .as("paths of " + host.id())
                    .allSatisfy(path -> assertThat(path.state()).isEqualTo(PathStatus.State.ENCRYPTED));
        }
    }

    boolean isClosedEverywhere() {
        return watches.stream().allMatch(LeakWatch::isClosed);
    }

    /** Closed paths stayed closed at every write, every packet since entry {@code from} of the log was ESP, and no key served twice. */
    void assertNothingClear(int from) {
        assertWatched();
        for (Pair pair : pairs) {
            Leaks.between(fleet.path(pair.one(), pair.other(), pair.family()))
                    .allowing(IKE.stream()
                            .map(port -> Exemption.ike(pair.family(), port))
                            .toList())
                    .since(from)
                    .assertNone(fleet.network().log());
        }
    }

    /** Closed paths stayed closed at every write, and no key served twice. */
    void assertWatched() {
        watches.forEach(LeakWatch::assertNone);
        fleet.assertKeysServedOnce();
    }

    @Override
    public void close() {
        fleet.close();
    }
}
