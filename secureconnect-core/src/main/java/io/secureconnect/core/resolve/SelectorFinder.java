package io.secureconnect.core.resolve;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * From a workload to the selectors that have it.
 *
 * <p>A selector is noted under the rarest label it demands, with its other demands beside it: a workload looks at tens
 * of selectors where there are tens of thousands, and at no bitmap.
 */
final class SelectorFinder {
    /** In the place of a number of demands: ask the bitmap. */
    private static final int ASK = -1;

    private final LabelIndex labels;
    private final IntBuffer[] byLabel;
    private final Map<Integer, IntBuffer> byWorkload = new HashMap<>();
    private final IntBuffer anywhere = new IntBuffer();

    SelectorFinder(LabelIndex labels) {
        this.labels = labels;
        this.byLabel = new IntBuffer[labels.size()];
    }

    void register(int number, Selector selector) {
        if (selector.selectsAnywhere()) {
            note(anywhere, number, null);
        }
        int[] single = selector.singleLabels();
        for (int label : selector.rarestLabels(labels)) {
            if (byLabel[label] == null) {
                byLabel[label] = new IntBuffer();
            }
            note(byLabel[label], number, single);
        }
        for (int workload : selector.workloads()) {
            note(byWorkload.computeIfAbsent(workload, any -> new IntBuffer()), number, null);
        }
    }

    private static void note(IntBuffer list, int number, int @Nullable [] demands) {
        list.add(number);
        if (demands == null) {
            list.add(ASK);
        } else {
            list.addAll(demands);
        }
    }

    /** Calls {@code consumer} for every selector that has {@code workload}, for some of them more than once. */
    void forEachOf(int workload, SelectorMembers members, SelectorConsumer consumer) {
        for (int i = labels.firstLabelOf(workload); i < labels.endOfLabelsOf(workload); i++) {
            IntBuffer candidates = byLabel[labels.labelAt(i)];
            if (candidates != null) {
                offer(workload, candidates, members, consumer);
            }
        }
        IntBuffer named = byWorkload.get(workload);
        if (named != null) {
            offer(workload, named, members, consumer);
        }
        offer(workload, anywhere, members, consumer);
    }

    private void offer(int workload, IntBuffer candidates, SelectorMembers members, SelectorConsumer consumer) {
        int at = 0;
        while (at < candidates.size()) {
            int selector = candidates.get(at++);
            int demands = candidates.get(at++);
            boolean has = demands == ASK
                    ? members.of(selector).contains(workload)
                    : hasAll(workload, candidates, at, demands);
            at += Math.max(0, demands);
            if (has) {
                consumer.accept(selector);
            }
        }
    }

    private boolean hasAll(int workload, IntBuffer candidates, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (!labels.has(workload, candidates.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Takes the number of a selector. */
    interface SelectorConsumer {
        void accept(int selector);
    }
}
