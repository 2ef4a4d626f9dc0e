package io.secureconnect.core.keying;

import io.secureconnect.api.keying.KeyedPath;
import io.secureconnect.api.keying.SealingPublicKey;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.Spi;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What a distributor knows of one host: its public key, its paths as it sees them, and the SPIs at which it may receive. */
final class EnrolledHost {
    private final Map<HostPair, Rotation> paths = new TreeMap<>();
    private final Set<Spi> taken = new HashSet<>();
    private final Set<Spi> released = new HashSet<>();
    private SealingPublicKey publicKey;

    EnrolledHost(SealingPublicKey publicKey) {
        this.publicKey = publicKey;
    }

    SealingPublicKey publicKey() {
        return publicKey;
    }

    void publicKey(SealingPublicKey key) {
        publicKey = key;
    }

    /** SPIs that must not be chosen for an inbound SA of this host. */
    Set<Spi> taken() {
        return taken;
    }

    /** SPIs of paths that are no longer wanted; the host may not have removed them yet. */
    Set<Spi> released() {
        return released;
    }

    /** All its rotations, sorted by path. */
    Collection<Rotation> rotations() {
        return paths.values();
    }

    Optional<Rotation> rotation(HostPair path) {
        return Optional.ofNullable(paths.get(path));
    }

    void add(String workload, Rotation rotation) {
        HostPair path = rotation.path().seenBy(workload);
        paths.put(path, rotation);
        taken.addAll(rotation.end(workload).held());
    }

    /** Forgets a path. Its SPIs stay taken until the host says what it holds. */
    void forget(String workload, KeyedPath path) {
        Rotation gone = paths.remove(path.seenBy(workload));
        if (gone != null) {
            released.addAll(gone.end(workload).held());
        }
    }

    /** The host has said what it holds of the paths it wants; what was released and is not among it is free. */
    void holds(Set<Spi> spis) {
        taken.removeIf(spi -> released.contains(spi) && !spis.contains(spi));
        released.retainAll(spis);
    }
}
