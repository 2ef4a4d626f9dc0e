package io.secureconnect.core.resolve;

import io.secureconnect.api.policy.Actor;
import io.secureconnect.api.policy.LabelGroup;
import io.secureconnect.api.policy.Scope;
import io.secureconnect.api.policy.ScopeMember;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Turns actor lists and scopes into label numbers. Labels that no workload has drop out here. */
final class ActorSets {
    private final Fleet fleet;
    private final LabelGroups groups;
    private final Map<String, int[]> groupLabels = new HashMap<>();

    ActorSets(Fleet fleet, List<LabelGroup> groups) {
        this.fleet = fleet;
        this.groups = new LabelGroups(groups);
    }

    ActorSet of(List<Actor> actors) {
        Map<String, int[]> demands = new HashMap<>();
        int[] excluded = {};
        int[] workloads = {};
        boolean everyone = false;
        for (Actor actor : actors) {
            if (actor instanceof Actor.LabelActor label) {
                int[] found = labels(label.key(), label.value());
                if (label.exclusion()) {
                    excluded = union(excluded, found);
                } else {
                    demands.merge(label.key(), found, ActorSets::union);
                }
            } else if (actor instanceof Actor.LabelGroupActor group) {
                int[] found = labelsOfGroup(group.name());
                if (group.exclusion()) {
                    excluded = union(excluded, found);
                } else {
                    demands.merge(groups.key(group.name()), found, ActorSets::union);
                }
            } else if (actor instanceof Actor.WorkloadActor workload) {
                workloads = union(workloads, new int[] {fleet.require(workload.id())});
            } else {
                everyone |= actor instanceof Actor.AllWorkloads;
            }
        }
        Conjunction labels = new Conjunction(demands.values().toArray(int[][]::new));
        return new ActorSet(!demands.isEmpty(), labels, everyone, workloads, excluded);
    }

    /** Step 3: the scopes of a rule set, of which each counts by itself; none means everywhere. */
    List<Conjunction> scopes(List<Scope> scopes) {
        return scopes.isEmpty()
                ? List.of(Conjunction.ANY)
                : scopes.stream().map(this::scope).toList();
    }

    private Conjunction scope(Scope scope) {
        List<int[]> demands = new ArrayList<>();
        for (Map.Entry<String, ScopeMember> entry : scope.members().entrySet()) {
            ScopeMember member = entry.getValue();
            demands.add(member.group() ? labelsOfGroup(member.name()) : labels(entry.getKey(), member.name()));
        }
        return new Conjunction(demands.toArray(int[][]::new));
    }

    private int[] labels(String key, String value) {
        int label = fleet.labels().find(key, value);
        return label < 0 ? new int[0] : new int[] {label};
    }

    private int[] labelsOfGroup(String name) {
        return groupLabels.computeIfAbsent(
                name,
                any -> groups.values(name).stream()
                        .mapToInt(value -> fleet.labels().find(groups.key(name), value))
                        .filter(label -> label >= 0)
                        .sorted()
                        .toArray());
    }

    private static int[] union(int[] one, int[] other) {
        if (one.length == 0 || other.length == 0) {
            return one.length == 0 ? other : one;
        }
        return IntStream.concat(IntStream.of(one), IntStream.of(other))
                .sorted()
                .distinct()
                .toArray();
    }
}
