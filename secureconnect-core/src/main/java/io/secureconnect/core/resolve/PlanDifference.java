package io.secureconnect.core.resolve;

import io.secureconnect.api.plan.FleetPlan;
import io.secureconnect.api.plan.PeerAssociation;
import io.secureconnect.api.plan.PlanDiff;
import io.secureconnect.api.plan.PlanDiff.AssociationChange;
import io.secureconnect.api.policy.CodePointOrder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares two plans by walking their sorted associations side by side; holds the changes only. */
public final class PlanDifference {
    private final Iterator<PeerAssociation> olds;
    private final Iterator<PeerAssociation> news;
    private final List<AssociationChange> changes = new ArrayList<>();
    private @Nullable PeerAssociation before;
    private @Nullable PeerAssociation after;

    private PlanDifference(FleetPlan older, FleetPlan newer) {
        olds = older.associations().iterator();
        news = newer.associations().iterator();
    }

    /** What lies between the two. */
    public static PlanDiff between(FleetPlan older, FleetPlan newer) {
        PlanDifference difference = new PlanDifference(older, newer);
        difference.walk();
        return PlanDiff.builder()
                .fromVersion(older.policyVersion())
                .toVersion(newer.policyVersion())
                .changes(difference.changes)
                .build();
    }

    private void walk() {
        before = next(olds);
        after = next(news);
        while (before != null || after != null) {
            int order = order(before, after);
            PeerAssociation gone = order <= 0 ? before : null;
            PeerAssociation come = order >= 0 ? after : null;
            if (gone == null || !gone.equals(come)) {
                changes.add(new AssociationChange(Optional.ofNullable(gone), Optional.ofNullable(come)));
            }
            if (order <= 0) {
                before = next(olds);
            }
            if (order >= 0) {
                after = next(news);
            }
        }
    }

    private static @Nullable PeerAssociation next(Iterator<PeerAssociation> associations) {
        return associations.hasNext() ? associations.next() : null;
    }

    /** The absent one comes last. */
    private static int order(@Nullable PeerAssociation one, @Nullable PeerAssociation other) {
        if (one == null || other == null) {
            return one == null ? 1 : -1;
        }
        int byA = CodePointOrder.compare(one.a(), other.a());
        return byA != 0 ? byA : CodePointOrder.compare(one.b(), other.b());
    }
}
