package io.secureconnect.core.keying;

import io.secureconnect.api.keying.KeyedPath;
import io.secureconnect.api.sa.HostPair;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The hosts and rotations of a distributor, found by host, by path, and by path as a host sees it. Holds no key in clear. */
final class DistributorState {
    private final SortedMap<String, EnrolledHost> hosts = new TreeMap<>();
    private final SortedMap<KeyedPath, Rotation> rotations = new TreeMap<>();

    SortedMap<String, EnrolledHost> hosts() {
        return hosts;
    }

    /** Sorted by path. */
    Collection<Rotation> rotations() {
        return rotations.values();
    }

    Optional<EnrolledHost> host(String workload) {
        return Optional.ofNullable(hosts.get(workload));
    }

    void add(String workload, EnrolledHost host) {
        hosts.put(workload, host);
    }

    /** The rotation of a path, whatever its parameters. */
    Optional<Rotation> rotation(KeyedPath path) {
        return Optional.ofNullable(rotations.get(path));
    }

    /** The rotation of a path as one of its ends sees it. */
    Optional<Rotation> rotation(String workload, HostPair path) {
        return host(workload).flatMap(host -> host.rotation(path));
    }

    /** Adds the rotation of a path whose ends are enrolled; also to note SPIs that it came to hold. */
    void put(Rotation rotation) {
        KeyedPath path = rotation.path();
        rotations.remove(path); // an equal key with other parameters would stay as it is
        rotations.put(path, rotation);
        enrolled(path.a()).add(path.a(), rotation);
        enrolled(path.b()).add(path.b(), rotation);
    }

    void forget(KeyedPath path) {
        rotations.remove(path);
        enrolled(path.a()).forget(path.a(), path);
        enrolled(path.b()).forget(path.b(), path);
    }

    /** A host that is known to be there. */
    EnrolledHost enrolled(String workload) {
        return host(workload)
                .orElseThrow(() -> new IllegalArgumentException("workload '" + workload + "' is not enrolled"));
    }
}
