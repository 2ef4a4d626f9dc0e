package io.secureconnect.core.resolve;

import io.secureconnect.api.policy.Workload;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.roaringbitmap.RoaringBitmap;

/**
 * Which workloads have a label, and which labels a workload has. A label, that is a key with a value, is a small number;
 * labels that no workload has are not in it.
 */
final class LabelIndex {
    private final Map<String, Map<String, Integer>> labels = new HashMap<>();
    private final RoaringBitmap[] members;
    private final int[] firstOf;
    private final int[] labelsOf;

    LabelIndex(Workload[] workloads) {
        firstOf = new int[workloads.length + 1];
        Collector collector = new Collector(workloads.length * 4);
        for (int w = 0; w < workloads.length; w++) {
            workloads[w].labels().forEach(collector);
            firstOf[w + 1] = collector.count;
        }
        labelsOf = Arrays.copyOf(collector.found, collector.count);
        members = members(Arrays.copyOf(collector.sizes, collector.known));
    }

    /** Numbers labels as they come. */
    private final class Collector implements BiConsumer<String, String> {
        private int[] found;
        private int[] sizes = new int[64];
        private int count;
        private int known;

        Collector(int expected) {
            found = new int[Math.max(16, expected)];
        }

        @Override
        public void accept(String key, String value) {
            Map<String, Integer> values = labels.get(key);
            if (values == null) {
                values = new HashMap<>();
                labels.put(key, values);
            }
            Integer label = values.get(value);
            if (label == null) {
                label = known++;
                values.put(value, label);
                if (known > sizes.length) {
                    sizes = Arrays.copyOf(sizes, known * 2);
                }
            }
            sizes[label]++;
            if (count == found.length) {
                found = Arrays.copyOf(found, count * 2);
            }
            found[count++] = label;
        }
    }

    private RoaringBitmap[] members(int[] sizes) {
        int[] ends = new int[sizes.length];
        for (int label = 0, end = 0; label < sizes.length; label++) {
            ends[label] = end;
            end += sizes[label];
        }
        int[] sorted = new int[labelsOf.length];
        for (int w = 0; w + 1 < firstOf.length; w++) {
            for (int i = firstOf[w]; i < firstOf[w + 1]; i++) {
                sorted[ends[labelsOf[i]]++] = w;
            }
        }
        RoaringBitmap[] result = new RoaringBitmap[sizes.length];
        for (int label = 0; label < sizes.length; label++) {
            result[label] = new RoaringBitmap();
            result[label].addN(sorted, ends[label] - sizes[label], sizes[label]);
            result[label].trim();
        }
        return result;
    }

    /** The number of the label, or -1 if no workload has it. */
    int find(String key, String value) {
        Integer label = labels.getOrDefault(key, Map.of()).get(value);
        return label == null ? -1 : label;
    }

    /** The workloads with that label; never to be changed. */
    RoaringBitmap members(int label) {
        return members[label];
    }

    /** How many labels there are. */
    int size() {
        return members.length;
    }

    int firstLabelOf(int workload) {
        return firstOf[workload];
    }

    int endOfLabelsOf(int workload) {
        return firstOf[workload + 1];
    }

    /** The label at a place between {@link #firstLabelOf} and {@link #endOfLabelsOf}. */
    int labelAt(int place) {
        return labelsOf[place];
    }

    boolean has(int workload, int label) {
        for (int i = firstOf[workload]; i < firstOf[workload + 1]; i++) {
            if (labelsOf[i] == label) {
                return true;
            }
        }
        return false;
    }

    /** Whether {@code workload} has any of these labels, which are sorted. */
    boolean hasAny(int workload, int[] sorted) {
        for (int i = firstOf[workload]; i < firstOf[workload + 1]; i++) {
            if (Arrays.binarySearch(sorted, labelsOf[i]) >= 0) {
                return true;
            }
        }
        return false;
    }
}
