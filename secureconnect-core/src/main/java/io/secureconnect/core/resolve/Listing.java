package io.secureconnect.core.resolve;

import java.util.ArrayList;
import java.util.List;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/** Names in a message: the first ten, and how many more there are. */
final class Listing {
    private static final int MOST = 10;

    private Listing() {}

    static String of(List<String> sorted) {
        return text(sorted.subList(0, Math.min(MOST, sorted.size())), sorted.size());
    }

    static String of(Fleet fleet, RoaringBitmap workloads) {
        List<String> first = new ArrayList<>();
        PeekableIntIterator iterator = workloads.getIntIterator();
        while (iterator.hasNext() && first.size() < MOST) {
            first.add(fleet.id(iterator.next()));
        }
        return text(first, workloads.getCardinality());
    }

    private static String text(List<String> first, int count) {
        String names = String.join(", ", first);
        return count > first.size() ? names + " and " + (count - first.size()) + " more" : names;
    }
}
