package io.secureconnect.core.resolve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/** Every distinct selector once, with its workloads. */
final class SelectorTable {
    private final Fleet fleet;
    private final Map<Selector.Key, Integer> known = new HashMap<>();
    private final List<RoaringBitmap> members = new ArrayList<>();
    private final SelectorFinder finder;

    SelectorTable(Fleet fleet) {
        this.fleet = fleet;
        this.finder = new SelectorFinder(fleet.labels());
    }

    /** The number of the selector, from 0 on. */
    int intern(Selector selector) {
        Selector.Key key = selector.key();
        Integer number = known.get(key);
        if (number == null) {
            number = members.size();
            known.put(key, number);
            members.add(selector.evaluate(fleet));
            finder.register(number, selector);
        }
        return number;
    }

    /** The way back from a workload to its selectors. */
    SelectorFinder finder() {
        return finder;
    }

    /** The workloads of each selector. */
    SelectorMembers members() {
        return new SelectorMembers(members.toArray(RoaringBitmap[]::new));
    }
}
