package io.secureconnect.core.resolve;

import org.roaringbitmap.RoaringBitmap;

/** Questions about the pairs between two sets of workloads that need no list of the pairs. A pair has two ends. */
final class PairSets {
    private PairSets() {}

    /** Whether a member of {@code one} makes a pair with a member of {@code other}. */
    static boolean anyPair(RoaringBitmap one, RoaringBitmap other) {
        return !one.isEmpty() && !other.isEmpty() && !(one.getCardinality() == 1 && one.equals(other));
    }

    /** The members of {@code ends} that make a pair with a member of {@code others}. */
    static RoaringBitmap withPartner(RoaringBitmap ends, RoaringBitmap others) {
        if (others.isEmpty() || ends.isEmpty()) {
            return new RoaringBitmap();
        }
        return others.getCardinality() == 1 ? RoaringBitmap.andNot(ends, others) : ends;
    }
}
