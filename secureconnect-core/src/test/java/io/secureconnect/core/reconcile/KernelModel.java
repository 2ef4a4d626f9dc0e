package io.secureconnect.core.reconcile;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SaState;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendChange.AddExemption;
import io.secureconnect.spi.BackendChange.InstallSa;
import io.secureconnect.spi.BackendChange.Negotiate;
import io.secureconnect.spi.BackendChange.Protect;
import io.secureconnect.spi.BackendChange.RemoveExemption;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.Exemption;
import io.secureconnect.spi.ForeignPolicy;
import io.secureconnect.spi.InstalledSa;
import io.secureconnect.spi.NativeNegotiation;
import io.secureconnect.spi.Protection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the backend port promises, in a few maps; a path is never unprotected under its SAs. */
public final class KernelModel {
    public final Map<HostPair, Protection> paths = new TreeMap<>();
    public final Set<HostPair> incompletePaths = new TreeSet<>();
    public final Set<Exemption> exemptions = new HashSet<>();
    public final Set<Exemption> incompleteExemptions = new HashSet<>();
    public final Map<SaId, InstalledSa> sas = new TreeMap<>();
    public final Map<HostPair, NativeNegotiation> negotiated = new TreeMap<>();
    public final List<ForeignPolicy> foreignPolicies = new ArrayList<>();

    public KernelModel() {}

    public KernelModel(BackendSnapshot snapshot) {
        paths.putAll(snapshot.paths());
        incompletePaths.addAll(snapshot.incompletePaths());
        exemptions.addAll(snapshot.exemptions());
        incompleteExemptions.addAll(snapshot.incompleteExemptions());
        snapshot.sas().forEach(sa -> sas.put(sa.id(), sa));
        negotiated.putAll(snapshot.negotiated());
        foreignPolicies.addAll(snapshot.foreignPolicies());
    }

    public BackendSnapshot snapshot() {
        return BackendSnapshot.builder()
                .putAllPaths(paths)
                .addAllIncompletePaths(incompletePaths)
                .addAllExemptions(exemptions)
                .addAllIncompleteExemptions(incompleteExemptions)
                .addAllSas(sas.values())
                .putAllNegotiated(negotiated)
                .addAllForeignPolicies(foreignPolicies)
                .build();
    }

    public ChangeResult apply(BackendChange change, Instant now) {
        switch (change.kind()) {
            case ADD_EXEMPTION:
                return add(((AddExemption) change).exemption()) ? applied(change) : unchanged(change);
            case REMOVE_EXEMPTION:
                return remove(((RemoveExemption) change).exemption()) ? applied(change) : unchanged(change);
            case PROTECT:
                return protect((Protect) change);
            case UNPROTECT:
                return unprotect(change);
            case INSTALL_SA:
                return install((InstallSa) change, now);
            case REMOVE_SA:
                return sas.remove(((BackendChange.RemoveSa) change).id()) != null ? applied(change) : unchanged(change);
            case NEGOTIATE:
                return negotiate((Negotiate) change);
            case STOP_NEGOTIATING:
                return negotiated.remove(change.path().orElseThrow()) != null ? applied(change) : unchanged(change);
            default:
                throw new AssertionError(change.kind());
        }
    }

    private boolean add(Exemption exemption) {
        boolean completed = incompleteExemptions.remove(exemption);
        return exemptions.add(exemption) || completed;
    }

    private boolean remove(Exemption exemption) {
        boolean part = incompleteExemptions.remove(exemption);
        return exemptions.remove(exemption) || part;
    }

    private ChangeResult protect(Protect change) {
        boolean completed = incompletePaths.remove(change.target());
        Protection before = paths.put(change.target(), change.protection());
        return completed || before != change.protection() ? applied(change) : unchanged(change);
    }

    private ChangeResult negotiate(Negotiate change) {
        HostPair path = change.target();
        if (paths.get(path) != Protection.ENCRYPT || incompletePaths.contains(path)) {
            throw new AssertionError("the daemon was let loose on " + path + " before it was protected");
        }
        if (sas.keySet().stream().anyMatch(id -> id.path().equals(path))) {
            throw new AssertionError("both kinds of keys on " + path);
        }
        NativeNegotiation next =
                new NativeNegotiation(Optional.of(change.terms().fingerprint()), List.of());
        NativeNegotiation before = negotiated.put(path, next);
        return before != null && before.fingerprint().equals(next.fingerprint()) ? unchanged(change) : applied(change);
    }

    private ChangeResult unprotect(BackendChange change) {
        HostPair path = change.path().orElseThrow();
        List<SaId> left =
                sas.keySet().stream().filter(id -> id.path().equals(path)).collect(Collectors.toList());
        if (!left.isEmpty()) {
            throw new AssertionError("unprotected " + path + " before its SAs were gone: " + left);
        }
        if (negotiated.containsKey(path)) {
            throw new AssertionError("unprotected " + path + " while the daemon negotiates there");
        }
        boolean part = incompletePaths.remove(path);
        return paths.remove(path) != null || part ? applied(change) : unchanged(change);
    }

    private ChangeResult install(InstallSa change, Instant now) {
        if (change.sa().keys().isWiped()) {
            return ChangeResult.failed(change, ErrorCode.KEY_REUSE, "the key was wiped");
        }
        if (negotiated.containsKey(change.sa().id().path())) {
            throw new AssertionError("both kinds of keys on " + change.sa().id().path());
        }
        InstalledSa before = sas.get(change.sa().id());
        if (before != null && before.state() != SaState.LARVAL) {
            return unchanged(change);
        }
        sas.put(
                change.sa().id(),
                InstalledSa.builder()
                        .id(change.sa().id())
                        .state(SaState.MATURE)
                        .proposal(Optional.of(change.sa().parameters().proposal()))
                        .installedAt(now)
                        .build());
        return applied(change);
    }

    private static ChangeResult applied(BackendChange change) {
        return ChangeResult.applied(change);
    }

    private static ChangeResult unchanged(BackendChange change) {
        return ChangeResult.unchanged(change);
    }
}
