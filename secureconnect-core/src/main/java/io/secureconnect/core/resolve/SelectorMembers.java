package io.secureconnect.core.resolve;

import org.roaringbitmap.RoaringBitmap;

/**
 * The workloads of each selector: as bitmaps for questions about sets and, if they are few, in one array of numbers too,
 * which is read faster than bitmaps that lie all over the memory.
 */
final class SelectorMembers {
    /** Up to so many are few. */
    static final int FEW = 256;

    private final RoaringBitmap[] bitmaps;
    private final int[] firstOf;
    private final int[] numbers;

    SelectorMembers(RoaringBitmap[] bitmaps) {
        this.bitmaps = bitmaps;
        this.firstOf = new int[bitmaps.length + 1];
        for (int selector = 0; selector < bitmaps.length; selector++) {
            int size = bitmaps[selector].getCardinality();
            firstOf[selector + 1] = firstOf[selector] + (size <= FEW ? size : 0);
        }
        this.numbers = new int[firstOf[bitmaps.length]];
        int[] buffer = new int[FEW];
        for (int selector = 0; selector < bitmaps.length; selector++) {
            if (firstOf[selector + 1] > firstOf[selector]) {
                int count = bitmaps[selector].getBatchIterator().nextBatch(buffer);
                System.arraycopy(buffer, 0, numbers, firstOf[selector], count);
            }
        }
    }

    int size() {
        return bitmaps.length;
    }

    /** Never to be changed. */
    RoaringBitmap of(int selector) {
        return bitmaps[selector];
    }

    /** Where the numbers of a selector with few workloads begin; where it has none, there are none or too many. */
    int first(int selector) {
        return firstOf[selector];
    }

    /** Where they end. */
    int end(int selector) {
        return firstOf[selector + 1];
    }

    int at(int place) {
        return numbers[place];
    }
}
