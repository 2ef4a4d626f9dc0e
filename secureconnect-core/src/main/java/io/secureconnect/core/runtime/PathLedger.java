package io.secureconnect.core.runtime;

import io.secureconnect.api.event.SecureConnectEvent;
import io.secureconnect.api.event.SecureConnectEvent.PathEncrypted;
import io.secureconnect.api.event.SecureConnectEvent.PathProtected;
import io.secureconnect.api.event.SecureConnectEvent.PathReleased;
import io.secureconnect.api.event.SecureConnectEvent.SaInstalled;
import io.secureconnect.api.event.SecureConnectEvent.SaRemoved;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SaState;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendChange.InstallSa;
import io.secureconnect.spi.BackendChange.Protect;
import io.secureconnect.spi.BackendChange.RemoveSa;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.InstalledSa;
import io.secureconnect.spi.Protection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the kernel was last known to hold, kept only to tell what is new: from each outcome and each snapshot it makes the
 * events that an observer has not heard yet. No decision rests on it.
 */
final class PathLedger {
    private static final Set<SaId> NONE = Set.of();

    private final Map<HostPair, Protection> paths = new HashMap<>();
    private final Map<HostPair, Set<SaId>> carrying = new HashMap<>();
    private final Set<HostPair> encrypted = new HashSet<>();

    List<SecureConnectEvent> observe(ChangeResult result) {
        List<SecureConnectEvent> news = new ArrayList<>();
        if (result.isFailed()) {
            return news;
        }
        BackendChange change = result.change();
        switch (change.kind()) {
            case PROTECT -> protect(((Protect) change).target(), ((Protect) change).protection(), news);
            case UNPROTECT -> release(change.path().orElseThrow(), result, news);
            case INSTALL_SA -> install(((InstallSa) change).sa().id(), news);
            case REMOVE_SA -> remove(((RemoveSa) change).id(), news);
            case ADD_EXEMPTION, REMOVE_EXEMPTION -> {} // nobody was promised to hear of it
            case NEGOTIATE, STOP_NEGOTIATING -> {} // what comes of it is seen with the next look
        }
        change.path().ifPresent(path -> compareEncrypted(path, news));
        return news;
    }

    /** Takes over what a fresh look has shown; how paths were released is told by their changes. */
    List<SecureConnectEvent> observe(BackendSnapshot snapshot) {
        Set<SaId> seen = Stream.concat(
                        snapshot.sas().stream(),
                        snapshot.negotiated().values().stream().flatMap(negotiation -> negotiation.sas().stream()))
                .filter(sa -> sa.state() != SaState.LARVAL)
                .map(InstalledSa::id)
                .collect(Collectors.toCollection(HashSet::new));
        Set<HostPair> touched = new TreeSet<>();
        paths.keySet().removeIf(path -> !snapshot.paths().containsKey(path) && touched.add(path));

        List<SecureConnectEvent> news = new ArrayList<>();
        added(snapshot.paths()).forEach((path, protection) -> {
            protect(path, protection, news);
            touched.add(path);
        });
        gone(seen).forEach(id -> {
            remove(id, news);
            touched.add(id.path());
        });
        added(seen).forEach(id -> {
            install(id, news);
            touched.add(id.path());
        });
        touched.forEach(path -> compareEncrypted(path, news));
        return news;
    }

    /** The kernel itself has ended an SA. */
    List<SecureConnectEvent> gone(SaId id) {
        List<SecureConnectEvent> news = new ArrayList<>();
        remove(id, news);
        compareEncrypted(id.path(), news);
        return news;
    }

    private SortedMap<HostPair, Protection> added(Map<HostPair, Protection> seen) {
        SortedMap<HostPair, Protection> added = new TreeMap<>();
        seen.forEach((path, protection) -> {
            if (paths.get(path) != protection) {
                added.put(path, protection);
            }
        });
        return added;
    }

    private SortedSet<SaId> added(Set<SaId> seen) {
        return seen.stream().filter(id -> !of(id.path()).contains(id)).collect(Collectors.toCollection(TreeSet::new));
    }

    private SortedSet<SaId> gone(Set<SaId> seen) {
        return carrying.values().stream()
                .flatMap(Set::stream)
                .filter(id -> !seen.contains(id))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<SaId> of(HostPair path) {
        return carrying.getOrDefault(path, NONE);
    }

    private void protect(HostPair path, Protection protection, List<SecureConnectEvent> news) {
        if (paths.put(path, protection) == null) {
            news.add(new PathProtected(path));
        }
    }

    private void release(HostPair path, ChangeResult result, List<SecureConnectEvent> news) {
        paths.remove(path);
        if (result.outcome() == ChangeResult.Outcome.APPLIED) {
            news.add(new PathReleased(path));
        }
    }

    private void install(SaId id, List<SecureConnectEvent> news) {
        if (carrying.computeIfAbsent(id.path(), path -> new HashSet<>()).add(id)) {
            news.add(new SaInstalled(id));
        }
    }

    private void remove(SaId id, List<SecureConnectEvent> news) {
        Set<SaId> ofPath = carrying.get(id.path());
        if (ofPath != null && ofPath.remove(id)) {
            news.add(new SaRemoved(id));
            if (ofPath.isEmpty()) {
                carrying.remove(id.path());
            }
        }
    }

    private void compareEncrypted(HostPair path, List<SecureConnectEvent> news) {
        boolean now = paths.get(path) == Protection.ENCRYPT
                && carries(path, Direction.INBOUND)
                && carries(path, Direction.OUTBOUND);
        if (!now) {
            encrypted.remove(path);
        } else if (encrypted.add(path)) {
            news.add(new PathEncrypted(path));
        }
    }

    private boolean carries(HostPair path, Direction direction) {
        return of(path).stream().anyMatch(id -> id.direction() == direction);
    }
}
