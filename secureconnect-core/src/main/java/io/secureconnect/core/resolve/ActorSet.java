package io.secureconnect.core.resolve;

import io.secureconnect.api.policy.Actor;
import java.util.Arrays;

/**
 * Step 2: what an actor list selects, before any scope. Labels of one key are alternatives, keys must hold together,
 * workloads add by id, "all workloads" adds the managed ones; exclusions are taken away last.
 */
final class ActorSet {
    private final boolean labelled;
    private final Conjunction labels;
    private final boolean everyone;
    private final int[] workloads;
    private final int[] excluded;

    /**
     * @param labelled whether a label or a group selects; otherwise {@code labels} means nothing
     * @param everyone whether all managed workloads are selected
     * @param workloads sorted
     * @param excluded labels to take away, sorted
     */
    ActorSet(boolean labelled, Conjunction labels, boolean everyone, int[] workloads, int[] excluded) {
        this.labelled = labelled;
        this.labels = labels;
        this.everyone = everyone;
        this.workloads = workloads;
        this.excluded = excluded;
    }

    /** Whether the entry takes away instead of selecting. */
    static boolean isExclusion(Actor actor) {
        return actor instanceof Actor.LabelActor label && label.exclusion()
                || actor instanceof Actor.LabelGroupActor group && group.exclusion();
    }

    /** Whether one workload is selected. */
    boolean selects(Fleet fleet, int workload) {
        boolean selected = labelled && labels.matches(fleet.labels(), workload)
                || everyone && fleet.managed().contains(workload)
                || Arrays.binarySearch(workloads, workload) >= 0;
        return selected && !fleet.labels().hasAny(workload, excluded);
    }

    /** What is selected within {@code scope}. */
    Selector within(Conjunction scope) {
        boolean labelsOnly = labelled && !everyone && workloads.length == 0;
        return labelsOnly
                ? new Selector(true, labels.and(scope), false, workloads, excluded, Conjunction.ANY)
                : new Selector(labelled, labels, everyone, workloads, excluded, scope);
    }
}
