package io.secureconnect.core.resolve;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Labels that must hold together: of each term a workload has at least one. No term means that everything matches; a
 * term without labels, that nothing does.
 */
final class Conjunction {
    /** What has no demand. */
    static final Conjunction ANY = new Conjunction();

    private final int[][] terms;

    /** @param terms sorted labels each, in any order; kept */
    Conjunction(int[]... terms) {
        if (terms.length > 1) {
            Arrays.sort(terms, Arrays::compare);
        }
        int distinct = 0;
        for (int[] term : terms) {
            if (distinct == 0 || !Arrays.equals(terms[distinct - 1], term)) {
                terms[distinct++] = term;
            }
        }
        this.terms = distinct == terms.length ? terms : Arrays.copyOf(terms, distinct);
    }

    /** What both demand. */
    Conjunction and(Conjunction other) {
        if (other.terms.length == 0) {
            return this;
        }
        if (terms.length == 0) {
            return other;
        }
        int[][] both = Arrays.copyOf(terms, terms.length + other.terms.length);
        System.arraycopy(other.terms, 0, both, terms.length, other.terms.length);
        return new Conjunction(both);
    }

    boolean isAny() {
        return terms.length == 0;
    }

    boolean matches(LabelIndex index, int workload) {
        for (int[] term : terms) {
            if (!index.hasAny(workload, term)) {
                return false;
            }
        }
        return true;
    }

    /** The workloads that match; never to be changed. Must not be asked of {@link #ANY}. */
    RoaringBitmap evaluate(LabelIndex index) {
        if (terms.length == 1) {
            return union(index, terms[0]);
        }
        int rarest = rarestTerm(index);
        RoaringBitmap result = union(index, terms[rarest]);
        for (int i = 0; i < terms.length && !result.isEmpty(); i++) {
            if (i != rarest) {
                result = RoaringBitmap.and(result, union(index, terms[i]));
            }
        }
        return result;
    }

    /** The term that fewest workloads have. */
    int[] rarest(LabelIndex index) {
        return terms[rarestTerm(index)];
    }

    /** The labels if each term has one, else null. */
    int @Nullable [] singles() {
        int[] singles = new int[terms.length];
        for (int i = 0; i < terms.length; i++) {
            if (terms[i].length != 1) {
                return null;
            }
            singles[i] = terms[i][0];
        }
        return singles;
    }

    private int rarestTerm(LabelIndex index) {
        int rarest = 0;
        int fewest = Integer.MAX_VALUE;
        for (int i = 0; i < terms.length; i++) {
            int size = 0;
            for (int label : terms[i]) {
                size += index.members(label).getCardinality();
            }
            if (size < fewest) {
                fewest = size;
                rarest = i;
            }
        }
        return rarest;
    }

    private static RoaringBitmap union(LabelIndex index, int[] term) {
        if (term.length == 1) {
            return index.members(term[0]);
        }
        RoaringBitmap union = new RoaringBitmap();
        for (int label : term) {
            union.or(index.members(label));
        }
        return union;
    }

    /** Appends a form that two conjunctions share if and only if they are equal. */
    void encode(IntBuffer out) {
        out.add(terms.length);
        for (int[] term : terms) {
            out.addAll(term);
        }
    }
}
