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
import io.secureconnect.api.sa.Spi;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendChange.InstallSa;
import io.secureconnect.spi.BackendChange.Protect;
import io.secureconnect.spi.BackendChange.RemoveSa;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.InstalledSa;
import io.secureconnect.spi.Protection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the kernel was last known to hold, kept only to tell what is new: from each outcome and each snapshot it makes the
 * events that an observer has not heard yet. No decision rests on it.
 */
final class PathLedger {
    private final Map<HostPair, Protection> paths = new TreeMap<>();
    private final NavigableSet<SaId> carrying = new TreeSet<>();
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
        }
        change.path().ifPresent(path -> compareEncrypted(path, news));
        return news;
    }

    /** Takes over what a fresh look has shown; how paths were released is told by their changes. */
    List<SecureConnectEvent> observe(BackendSnapshot snapshot) {
        List<SecureConnectEvent> news = new ArrayList<>();
        Set<HostPair> touched = new TreeSet<>(paths.keySet());
        paths.keySet().retainAll(snapshot.paths().keySet());
        new TreeMap<>(snapshot.paths()).forEach((path, protection) -> protect(path, protection, news));
        touched.addAll(paths.keySet());

        NavigableSet<SaId> seen = new TreeSet<>();
        snapshot.sas().stream()
                .filter(sa -> sa.state() != SaState.LARVAL)
                .map(InstalledSa::id)
                .forEach(seen::add);
        List.copyOf(carrying).stream().filter(id -> !seen.contains(id)).forEach(id -> remove(id, news));
        seen.forEach(id -> install(id, news));
        carrying.forEach(id -> touched.add(id.path()));
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
        if (carrying.add(id)) {
            news.add(new SaInstalled(id));
        }
    }

    private void remove(SaId id, List<SecureConnectEvent> news) {
        if (carrying.remove(id)) {
            news.add(new SaRemoved(id));
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
        SaId first = new SaId(path, direction, new Spi(Spi.LOWEST));
        SaId found = carrying.ceiling(first);
        return found != null && found.path().equals(path) && found.direction() == direction;
    }
}
