package io.secureconnect.core.runtime;

import io.secureconnect.api.HostStatus;
import io.secureconnect.api.PathStatus;
import io.secureconnect.api.keying.PathNegotiation;
import io.secureconnect.api.plan.HostAssociation;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaState;
import io.secureconnect.core.reconcile.Conflict;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.InstalledSa;
import io.secureconnect.spi.NativeNegotiation;
import io.secureconnect.spi.Protection;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a host stands, from its policy and one look at its kernel. What packets meet is read off the kernel, not the policy. */
final class StatusReport {
    private static final Comparator<InstalledSa> BY_DIRECTION_THEN_AGE = Comparator.comparing(
                    (InstalledSa sa) -> sa.id().direction())
            .thenComparing(sa -> sa.installedAt().orElse(Instant.MIN))
            .thenComparing(InstalledSa::id);

    private final BackendSnapshot installed;
    private final Map<HostPair, List<InstalledSa>> sas;
    private final Function<HostPair, Optional<String>> lastFailure;
    private final Function<HostPair, Optional<PathNegotiation>> negotiations;

    StatusReport(
            BackendSnapshot installed,
            Function<HostPair, Optional<String>> lastFailure,
            Function<HostPair, Optional<PathNegotiation>> negotiations) {
        this.installed = installed;
        this.lastFailure = lastFailure;
        this.negotiations = negotiations;
        this.sas = Stream.concat(
                        installed.sas().stream(),
                        installed.negotiated().values().stream().flatMap(negotiation -> negotiation.sas().stream()))
                .collect(Collectors.groupingBy(sa -> sa.id().path()));
    }

    HostStatus of(
            String workload,
            Optional<PolicyInForce> policy,
            boolean suspended,
            String backend,
            Map<String, Long> counters) {
        return HostStatus.builder()
                .workload(workload)
                .policyVersion(policy.map(p -> OptionalLong.of(p.version())).orElse(OptionalLong.empty()))
                .suspended(suspended)
                .backend(backend)
                .paths(policy.map(this::paths).orElse(List.of()))
                .conflicts(policy.map(p -> Conflict.between(p.wanted(), installed).stream()
                                .map(Conflict::text)
                                .collect(Collectors.toList()))
                        .orElse(List.of()))
                .putAllCounters(counters.entrySet().stream()
                        .filter(counter -> counter.getValue() != 0)
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))
                .build();
    }

    private List<PathStatus> paths(PolicyInForce policy) {
        return policy.host().associations().stream()
                .sorted(Comparator.comparing(HostAssociation::remote))
                .flatMap(association -> association.paths().stream().sorted().map(path -> path(association, path)))
                .collect(Collectors.toList());
    }

    private PathStatus path(HostAssociation association, HostPair path) {
        List<InstalledSa> own = sas.getOrDefault(path, List.of()).stream()
                .sorted(BY_DIRECTION_THEN_AGE)
                .collect(Collectors.toList());
        PathStatus.State state = state(path, own);
        Optional<PathNegotiation> negotiation = negotiations.apply(path);
        Optional<PathNegotiation.Failure> failure = negotiation.flatMap(PathNegotiation::failure);
        return PathStatus.builder()
                .peer(association.remote())
                .path(path)
                .state(state)
                .reason(state == PathStatus.State.BLOCKED ? association.reason() : Optional.empty())
                .lastFailure(lastFailure
                        .apply(path)
                        .or(() -> failure.map(failed -> failed.reason() + ": " + failed.detail())))
                .negotiationFailure(failure.map(PathNegotiation.Failure::reason))
                .ike(negotiation.flatMap(PathNegotiation::established))
                .sas(own)
                .build();
    }

    private PathStatus.State state(HostPair path, List<InstalledSa> own) {
        Protection protection = installed.paths().get(path);
        if (protection == null || installed.incompletePaths().contains(path)) {
            return PathStatus.State.UNPROTECTED;
        }
        if (protection == Protection.DISCARD) {
            return PathStatus.State.BLOCKED;
        }
        if (carries(own, Direction.INBOUND) && carries(own, Direction.OUTBOUND)) {
            return PathStatus.State.ENCRYPTED;
        }
        NativeNegotiation negotiation = installed.negotiated().get(path);
        return negotiation != null && negotiation.fingerprint().isPresent()
                ? PathStatus.State.ON_DEMAND
                : PathStatus.State.WAITING_FOR_KEYS;
    }

    private static boolean carries(List<InstalledSa> own, Direction direction) {
        return own.stream().anyMatch(sa -> sa.id().direction() == direction && sa.state() != SaState.LARVAL);
    }
}
