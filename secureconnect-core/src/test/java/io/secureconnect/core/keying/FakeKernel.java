package io.secureconnect.core.keying;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SaState;
import io.secureconnect.api.sa.SecurityAssociation;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.InstalledSa;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The SAD of one host, with the keys it was given, and a memory of what it lost without being asked to. */
final class FakeKernel {
    private final Map<SaId, String> sas = new LinkedHashMap<>();
    private final Set<SaId> larval = new HashSet<>();
    private final Set<SaId> lost = new HashSet<>();
    private final List<String> everInstalled = new ArrayList<>();
    private boolean lostSomething;
    private Optional<ErrorCode> nextRefusal = Optional.empty();

    ChangeResult apply(BackendChange change) {
        switch (change.kind()) {
            case INSTALL_SA:
                return install(change, ((BackendChange.InstallSa) change).sa());
            case REMOVE_SA:
                SaId id = ((BackendChange.RemoveSa) change).id();
                if (nextRefusal.isPresent()) {
                    return refuse(change);
                }
                boolean there = sas.remove(id) != null | larval.remove(id);
                return there ? ChangeResult.applied(change) : ChangeResult.unchanged(change);
            default:
                throw new IllegalArgumentException("keying has no business with " + change);
        }
    }

    /** Makes the next change fail, or with null no longer. */
    void refuseNext(@Nullable ErrorCode code) {
        nextRefusal = Optional.ofNullable(code);
    }

    void larval(SaId id) {
        larval.add(id);
    }

    /** All SAs are gone, as after a reboot. */
    void reboot() {
        lostSomething = true;
        lost.addAll(sas.keySet());
        sas.clear();
        larval.clear();
    }

    /** One SA is gone of its own accord. */
    void lose(SaId id) {
        if (sas.remove(id) != null) {
            lostSomething = true;
            lost.add(id);
        }
    }

    /** Whether something was lost since {@link #forgetLosses}. */
    boolean lostSomethingSince() {
        return lostSomething;
    }

    void forgetLosses() {
        lostSomething = false;
    }

    /** Whether this SA was lost, ever. */
    boolean hasLost(SaId id) {
        return lost.contains(id);
    }

    /** The key of an SA that carries packets, in hexadecimal. */
    Optional<String> key(SaId id) {
        return Optional.ofNullable(sas.get(id));
    }

    /** SAs that carry packets, oldest first. */
    List<SaId> sas(HostPair path, Direction direction) {
        return sas.keySet().stream()
                .filter(id -> id.path().equals(path) && id.direction() == direction)
                .collect(Collectors.toList());
    }

    /** The outbound SA that packets take: the newest. */
    Optional<SaId> sending(HostPair path) {
        List<SaId> outbound = sas(path, Direction.OUTBOUND);
        return outbound.isEmpty() ? Optional.empty() : Optional.of(outbound.get(outbound.size() - 1));
    }

    /** Direction and key of every SA that was ever installed, with repeats. */
    List<String> everInstalled() {
        return everInstalled;
    }

    BackendSnapshot snapshot() {
        List<InstalledSa> installed = new ArrayList<>();
        sas.keySet()
                .forEach(id -> installed.add(
                        InstalledSa.builder().id(id).state(SaState.MATURE).build()));
        larval.forEach(id ->
                installed.add(InstalledSa.builder().id(id).state(SaState.LARVAL).build()));
        return BackendSnapshot.builder().sas(installed).build();
    }

    private ChangeResult install(BackendChange change, SecurityAssociation sa) {
        if (nextRefusal.isPresent()) {
            return refuse(change);
        }
        if (sas.containsKey(sa.id())) {
            return ChangeResult.unchanged(change);
        }
        String key = Keys.hex(sa.keys());
        larval.remove(sa.id());
        sas.put(sa.id(), key);
        everInstalled.add(sa.id().direction() + " " + key);
        return ChangeResult.applied(change);
    }

    private ChangeResult refuse(BackendChange change) {
        ErrorCode code = nextRefusal.orElseThrow();
        nextRefusal = Optional.empty();
        return ChangeResult.failed(change, code, "the kernel refused, as the test wished");
    }
}
