package io.secureconnect.core.reconcile;

import io.secureconnect.api.plan.HostAssociation;
import io.secureconnect.api.plan.HostPlan;
import io.secureconnect.api.plan.Verdict;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.spi.Exemption;
import io.secureconnect.spi.Protection;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a kernel shall hold of ours, apart from keys.
 *
 * @param paths every path of the plan, in sorted order: ENCRYPT where its verdict is ENCRYPTED, DISCARD where it is BLOCKED
 * @param exemptions what passes in clear all the same, each selector once
 * @param negotiated those of the encrypted paths on which the operating system's own IKE makes the keys
 */
public record WantedState(Map<HostPair, Protection> paths, List<Exemption> exemptions, Set<HostPair> negotiated) {
    public WantedState {
        paths = Collections.unmodifiableMap(new LinkedHashMap<>(new TreeMap<>(paths)));
        exemptions = List.copyOf(exemptions);
        negotiated = Set.copyOf(negotiated);
    }

    /** Where the SDK itself brings all keys. */
    public WantedState(Map<HostPair, Protection> paths, List<Exemption> exemptions) {
        this(paths, exemptions, Set.of());
    }

    /** Nothing: what a removal leads to. */
    public static WantedState nothing() {
        return new WantedState(Map.of(), List.of());
    }

    /** What a plan asks for, and what must stay open so that it can work. */
    public static WantedState of(HostPlan plan, Collection<Exemption> failsafe) {
        Map<HostPair, Protection> paths = new HashMap<>();
        Set<HostPair> negotiated = new HashSet<>();
        for (HostAssociation association : plan.associations()) {
            Protection protection =
                    association.verdict() == Verdict.ENCRYPTED ? Protection.ENCRYPT : Protection.DISCARD;
            association.paths().forEach(path -> paths.merge(path, protection, WantedState::stricter));
            if (association.keying() == KeyingMode.NATIVE && protection == Protection.ENCRYPT) {
                negotiated.addAll(association.paths());
            }
        }
        return new WantedState(paths, WantedExemptions.of(plan, failsafe), negotiated);
    }

    /** Whether SAs that the SDK installs may stand on {@code path}. */
    boolean takesSas(HostPair path) {
        return encrypts(path) && !negotiated.contains(path);
    }

    /** Whether the operating system's own IKE may negotiate on {@code path}. */
    boolean negotiates(HostPair path) {
        return encrypts(path) && negotiated.contains(path);
    }

    private boolean encrypts(HostPair path) {
        return paths.get(path) == Protection.ENCRYPT;
    }

    private static Protection stricter(Protection one, Protection other) {
        return one == Protection.DISCARD ? one : other;
    }
}
