package io.secureconnect.core.resolve.bench;

/** A digest of a set of pairs that does not depend on their order. */
final class PairDigest {
    private long sum;
    private long count;

    /** @param a less than {@code b} */
    void add(int a, int b) {
        long mixed = ((long) a << 32 | b) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 29) * 0xBF58476D1CE4E5B9L;
        sum += mixed ^ mixed >>> 32;
        count++;
    }

    long count() {
        return count;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PairDigest digest && digest.sum == sum && digest.count == count;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(sum);
    }

    @Override
    public String toString() {
        return String.format("%016x (%,d pairs)", sum, count);
    }
}
