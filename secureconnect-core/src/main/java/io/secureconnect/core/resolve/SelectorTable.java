package io.secureconnect.core.resolve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/**
 * Every distinct selector once, with its workloads, and the way back from a workload to the selectors that may have it.
 *
 * <p>The way back goes through the rarest label a selector demands: with it a workload looks at tens of selectors where
 * there are tens of thousands.
 */
final class SelectorTable {
    private final Fleet fleet;
    private final Map<Selector.Key, Integer> known = new HashMap<>();
    private final List<RoaringBitmap> members = new ArrayList<>();
    private final Map<Integer, IntBuffer> byWorkload = new HashMap<>();
    private final IntBuffer[] byLabel;
    private final IntBuffer anywhere = new IntBuffer();

    SelectorTable(Fleet fleet) {
        this.fleet = fleet;
        this.byLabel = new IntBuffer[fleet.labels().size()];
    }

    /** The number of the selector, 0 to {@link #size} - 1. */
    int intern(Selector selector) {
        Selector.Key key = selector.key();
        Integer number = known.get(key);
        if (number == null) {
            number = members.size();
            known.put(key, number);
            members.add(selector.evaluate(fleet));
            register(number, selector);
        }
        return number;
    }

    private void register(int number, Selector selector) {
        if (selector.selectsAnywhere()) {
            anywhere.add(number);
        }
        for (int label : selector.rarestLabels(fleet.labels())) {
            if (byLabel[label] == null) {
                byLabel[label] = new IntBuffer();
            }
            byLabel[label].add(number);
        }
        for (int workload : selector.workloads()) {
            byWorkload.computeIfAbsent(workload, any -> new IntBuffer()).add(number);
        }
    }

    int size() {
        return members.size();
    }

    /** The workloads of a selector; never to be changed. */
    RoaringBitmap members(int selector) {
        return members.get(selector);
    }

    /** Calls {@code consumer} for every selector that has {@code workload}, for some of them more than once. */
    void forEachOf(int workload, SelectorConsumer consumer) {
        LabelIndex labels = fleet.labels();
        for (int i = labels.firstLabelOf(workload); i < labels.endOfLabelsOf(workload); i++) {
            IntBuffer candidates = byLabel[labels.labelAt(i)];
            if (candidates != null) {
                offer(workload, candidates, consumer);
            }
        }
        IntBuffer named = byWorkload.get(workload);
        if (named != null) {
            offer(workload, named, consumer);
        }
        offer(workload, anywhere, consumer);
    }

    private void offer(int workload, IntBuffer candidates, SelectorConsumer consumer) {
        for (int i = 0; i < candidates.size(); i++) {
            int selector = candidates.get(i);
            if (members.get(selector).contains(workload)) {
                consumer.accept(selector);
            }
        }
    }

    /** Takes the number of a selector. */
    interface SelectorConsumer {
        void accept(int selector);
    }
}
