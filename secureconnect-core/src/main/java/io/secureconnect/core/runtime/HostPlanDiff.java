package io.secureconnect.core.runtime;

import io.secureconnect.api.plan.AddressPath;
import io.secureconnect.api.plan.HostAssociation;
import io.secureconnect.api.plan.HostPlan;
import io.secureconnect.api.plan.PeerAssociation;
import io.secureconnect.api.plan.PlanDiff;
import io.secureconnect.api.sa.HostPair;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What lies between two plans of one host; the fleet's other pairs are nobody's business here. */
final class HostPlanDiff {
    private HostPlanDiff() {}

    static PlanDiff between(Optional<HostPlan> before, HostPlan after) {
        Map<String, PeerAssociation> old = before.map(HostPlanDiff::byPeer).orElseGet(TreeMap::new);
        Map<String, PeerAssociation> young = byPeer(after);
        TreeSet<String> peers = new TreeSet<>(old.keySet());
        peers.addAll(young.keySet());
        return PlanDiff.builder()
                .fromVersion(before.map(HostPlan::policyVersion).orElse(0L))
                .toVersion(after.policyVersion())
                .changes(peers.stream()
                        .map(peer -> new PlanDiff.AssociationChange(
                                Optional.ofNullable(old.get(peer)), Optional.ofNullable(young.get(peer))))
                        .filter(change -> !change.before().equals(change.after()))
                        .sorted(Comparator.comparing(PlanDiff.AssociationChange::a)
                                .thenComparing(PlanDiff.AssociationChange::b))
                        .collect(Collectors.toList()))
                .build();
    }

    private static Map<String, PeerAssociation> byPeer(HostPlan plan) {
        return plan.associations().stream()
                .collect(Collectors.toMap(
                        HostAssociation::remote, HostPlanDiff::seenByNobody, (one, same) -> one, TreeMap::new));
    }

    private static PeerAssociation seenByNobody(HostAssociation association) {
        boolean localFirst = association.local().compareTo(association.remote()) < 0;
        return PeerAssociation.builder()
                .a(localFirst ? association.local() : association.remote())
                .b(localFirst ? association.remote() : association.local())
                .terms(association.terms())
                .paths(association.paths().stream()
                        .map(path -> localFirst ? path : path.mirror())
                        .map(HostPlanDiff::addresses)
                        .sorted()
                        .collect(Collectors.toList()))
                .rules(association.rules())
                .build();
    }

    private static AddressPath addresses(HostPair seenByA) {
        return new AddressPath(seenByA.local(), seenByA.remote());
    }
}
