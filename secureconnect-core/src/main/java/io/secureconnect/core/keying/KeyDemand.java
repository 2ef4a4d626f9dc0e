package io.secureconnect.core.keying;

import io.secureconnect.api.plan.HostAssociation;
import io.secureconnect.api.plan.HostPlan;
import io.secureconnect.api.plan.Verdict;
import io.secureconnect.api.policy.Authentication;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.spi.IkePorts;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * All that policy asks of one keying.
 *
 * @param saPolicy how SAs are made
 * @param authentication how the hosts of the organization prove who they are
 * @param paths every path that is to be encrypted by this keying, as this host sees it; sorted
 */
public record KeyDemand(SaPolicy saPolicy, Authentication authentication, Map<HostPair, PathDemand> paths) {
    public KeyDemand {
        paths = Collections.unmodifiableMap(new LinkedHashMap<>(paths));
    }

    /**
     * What a plan asks of each keying it uses.
     *
     * @param available the proposals that the kernel has
     */
    public static Map<KeyingMode, KeyDemand> of(
            HostPlan plan, Authentication authentication, Set<EspProposal> available) {
        Map<List<EspProposal>, List<EspProposal>> usable = new HashMap<>();
        Map<Kind, EspParameters> parameters = new HashMap<>();
        Map<KeyingMode, Map<HostPair, PathDemand>> paths = new EnumMap<>(KeyingMode.class);
        for (HostAssociation association : plan.associations()) {
            if (association.verdict() == Verdict.ENCRYPTED
                    && !association.paths().isEmpty()) {
                List<EspProposal> proposals = usable.computeIfAbsent(
                        association.espProposals(),
                        all -> all.stream().filter(available::contains).collect(Collectors.toUnmodifiableList()));
                PathDemand demand = new PathDemand(
                        association,
                        proposals,
                        parameters.computeIfAbsent(
                                new Kind(proposals.get(0), association.ikePorts()),
                                kind -> ControllerPaths.parameters(plan.saPolicy(), kind.best(), kind.ports())));
                Map<HostPair, PathDemand> ofMode = paths.computeIfAbsent(association.keying(), mode -> new TreeMap<>());
                association.paths().forEach(path -> ofMode.put(path, demand));
            }
        }
        Map<KeyingMode, KeyDemand> demands = new EnumMap<>(KeyingMode.class);
        paths.forEach((mode, ofMode) -> demands.put(mode, new KeyDemand(plan.saPolicy(), authentication, ofMode)));
        return demands;
    }

    private record Kind(EspProposal best, IkePorts ports) {}

    /** The same without the paths that {@code keep} does not hold for. */
    public KeyDemand where(Predicate<HostPair> keep) {
        Map<HostPair, PathDemand> kept = new LinkedHashMap<>(paths);
        kept.keySet().removeIf(keep.negate());
        return new KeyDemand(saPolicy, authentication, kept);
    }

    /** No path at all. */
    public static KeyDemand nothing() {
        return new KeyDemand(SaPolicy.standard(), new Authentication.PreSharedKey(), Map.of());
    }

    /** How ESP is done on each path. */
    public Map<HostPair, EspParameters> parameters() {
        Map<HostPair, EspParameters> parameters = new LinkedHashMap<>();
        paths.forEach((path, demand) -> parameters.put(path, demand.parameters()));
        return parameters;
    }
}
