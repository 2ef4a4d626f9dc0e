package io.secureconnect.examples.agent;

import io.secureconnect.api.PathStatus;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaState;
import io.secureconnect.examples.console.Json;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.InstalledSa;
import io.secureconnect.spi.IpsecBackend;
import io.secureconnect.spi.Protection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel holds of ours when no agent is there to say more, in the format of {@link StatusJson}: peers and policy
 * are unknown then, and a path is ENCRYPTED if SAs of both directions carry packets. It only reads.
 */
public final class KernelLook {
    private static final Comparator<InstalledSa> OLDEST_FIRST = Comparator.comparing(
                    (InstalledSa sa) -> sa.id().direction())
            .thenComparing(sa -> sa.installedAt().orElse(Instant.MIN))
            .thenComparing(InstalledSa::id);

    private KernelLook() {}

    /** Opens a backend by its name, looks, and closes it. */
    public static Map<String, @Nullable Object> at(String backendName) {
        try (IpsecBackend backend = Backends.open(backendName)) {
            return of(backend);
        }
    }

    static Map<String, @Nullable Object> of(IpsecBackend backend) {
        BackendSnapshot snapshot = backend.snapshot();
        TreeSet<HostPair> paths = new TreeSet<>(snapshot.paths().keySet());
        paths.addAll(snapshot.incompletePaths());
        snapshot.sas().forEach(sa -> paths.add(sa.id().path()));
        return Json.object(
                "format",
                StatusJson.FORMAT,
                "agent",
                false,
                "workload",
                null,
                "policyVersion",
                null,
                "suspended",
                false,
                "backend",
                backend.capabilities().description(),
                "paths",
                paths.stream().map(path -> path(path, snapshot)).collect(Collectors.toList()),
                "conflicts",
                conflicts(snapshot),
                "counters",
                nonZero(backend.counters()));
    }

    private static Map<String, @Nullable Object> path(HostPair path, BackendSnapshot snapshot) {
        List<InstalledSa> sas = snapshot.sas().stream()
                .filter(sa -> sa.id().path().equals(path))
                .sorted(OLDEST_FIRST)
                .collect(Collectors.toList());
        return Json.object(
                "peer", null,
                "local", path.local().toString(),
                "remote", path.remote().toString(),
                "state", state(snapshot.paths().get(path), sas).name(),
                "reason", null,
                "lastFailure", null,
                "negotiationFailure", null,
                "ike", null,
                "sas", sas.stream().map(StatusJson::sa).collect(Collectors.toList()));
    }

    private static PathStatus.State state(@Nullable Protection protection, List<InstalledSa> sas) {
        if (protection == null) {
            return PathStatus.State.UNPROTECTED;
        }
        if (protection == Protection.DISCARD) {
            return PathStatus.State.BLOCKED;
        }
        long directions = sas.stream()
                .filter(sa -> sa.state() != SaState.LARVAL)
                .map(sa -> sa.id().direction())
                .distinct()
                .count();
        return directions == 2 ? PathStatus.State.ENCRYPTED : PathStatus.State.WAITING_FOR_KEYS;
    }

    private static Map<String, Long> nonZero(Map<String, Long> counters) {
        Map<String, Long> nonZero = new TreeMap<>(counters);
        nonZero.values().removeIf(count -> count == 0);
        return nonZero;
    }

    private static List<String> conflicts(BackendSnapshot snapshot) {
        List<String> conflicts = new ArrayList<>();
        snapshot.foreignPolicies().stream()
                .filter(foreign ->
                        foreign.precedes() && snapshot.paths().keySet().stream().anyMatch(foreign::covers))
                .forEach(foreign -> conflicts.add(foreign.description()));
        return conflicts;
    }
}
