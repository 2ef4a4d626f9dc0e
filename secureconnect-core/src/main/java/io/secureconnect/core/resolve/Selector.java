package io.secureconnect.core.resolve;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** An actor set within a scope, in a form that is the same for all lists that mean the same. */
final class Selector {
    private final boolean labelled;
    private final Conjunction labels;
    private final boolean everyone;
    private final int[] workloads;
    private final int[] excluded;
    private final Conjunction scope;

    Selector(
            boolean labelled,
            Conjunction labels,
            boolean everyone,
            int[] workloads,
            int[] excluded,
            Conjunction scope) {
        this.labelled = labelled;
        this.labels = labels;
        this.everyone = everyone;
        this.workloads = workloads;
        this.excluded = excluded;
        this.scope = scope;
    }

    /** Equal for equal selectors. */
    Key key() {
        IntBuffer out = new IntBuffer();
        out.add((labelled ? 1 : 0) | (everyone ? 2 : 0));
        labels.encode(out);
        out.addAll(workloads);
        out.addAll(excluded);
        scope.encode(out);
        return new Key(out.toArray());
    }

    /** The workloads it selects; never to be changed. */
    RoaringBitmap evaluate(Fleet fleet) {
        RoaringBitmap selected = RoaringBitmap.bitmapOf(workloads);
        if (everyone) {
            selected = RoaringBitmap.or(selected, fleet.managed());
        }
        if (labelled) {
            RoaringBitmap withLabels = labels.evaluate(fleet.labels());
            selected = selected.isEmpty() ? withLabels : RoaringBitmap.or(selected, withLabels);
        }
        if (!scope.isAny()) {
            selected = RoaringBitmap.and(selected, scope.evaluate(fleet.labels()));
        }
        for (int label : excluded) {
            selected = RoaringBitmap.andNot(selected, fleet.labels().members(label));
        }
        return selected;
    }

    /** Labels one of which every workload has that is not selected by id or {@linkplain #selectsAnywhere anywhere}. */
    int[] rarestLabels(LabelIndex index) {
        if (!labelled && !everyone || selectsAnywhere()) {
            return new int[0];
        }
        return (everyone ? scope : labels.and(scope)).rarest(index);
    }

    /** Whether workloads are selected without any demand on their labels. */
    boolean selectsAnywhere() {
        return everyone && scope.isAny();
    }

    /** All labels it demands if each workload with them is selected and no other; null if it is not so simple. */
    int @Nullable [] singleLabels() {
        return labelled && !everyone && workloads.length == 0 && excluded.length == 0 && scope.isAny()
                ? labels.singles()
                : null;
    }

    int[] workloads() {
        return workloads;
    }

    /** A canonical form as numbers. */
    record Key(int[] form) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && Arrays.equals(form, key.form);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(form);
        }
    }
}
