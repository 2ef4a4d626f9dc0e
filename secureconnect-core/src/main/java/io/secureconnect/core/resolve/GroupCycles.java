package io.secureconnect.core.resolve;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds what contains itself, through any number of steps. Linear and without recursion (Tarjan's strongly connected
 * components), for a document may nest as deep as it has groups.
 */
final class GroupCycles {
    private final int[][] nested;
    private final int[] component;
    private final int[] first;

    /** @param nested for each group the groups it names */
    GroupCycles(int[][] nested) {
        this.nested = nested;
        this.component = new Components().find();
        this.first = new int[nested.length + 1];
        for (int i = nested.length - 1; i >= 0; i--) {
            first[component[i]] = i;
        }
    }

    /** The groups from {@code group} back to itself if it is the first of its cycle, else none: one cycle is one fault. */
    List<Integer> wayBackTo(int group) {
        if (first[component[group]] != group) {
            return List.of();
        }
        Map<Integer, Integer> cameFrom = new HashMap<>();
        Deque<Integer> open = new ArrayDeque<>(List.of(group));
        while (!open.isEmpty()) {
            int at = open.remove();
            for (int next : nested[at]) {
                if (next == group) {
                    return way(group, at, cameFrom);
                }
                if (component[next] == component[group] && cameFrom.putIfAbsent(next, at) == null) {
                    open.add(next);
                }
            }
        }
        return List.of();
    }

    private static List<Integer> way(int group, int last, Map<Integer, Integer> cameFrom) {
        Deque<Integer> way = new ArrayDeque<>(List.of(group));
        for (int at = last; at != group; at = cameFrom.getOrDefault(at, group)) {
            way.push(at);
        }
        way.push(group);
        return new ArrayList<>(way);
    }

    private final class Components {
        private final int[] result = new int[nested.length];
        private final int[] low = new int[nested.length];
        private final int[] index = new int[nested.length];
        private final int[] nextChild = new int[nested.length];
        private final Deque<Integer> path = new ArrayDeque<>();
        private final Deque<Integer> unassigned = new ArrayDeque<>();
        private int counter;

        /** For each group the number of its component, 1 to the number of groups. */
        int[] find() {
            for (int root = 0; root < nested.length; root++) {
                if (index[root] == 0) {
                    enter(root);
                    while (!path.isEmpty()) {
                        step(path.element());
                    }
                }
            }
            return result;
        }

        private void enter(int at) {
            index[at] = ++counter;
            low[at] = counter;
            path.push(at);
            unassigned.push(at);
        }

        private void step(int at) {
            if (nextChild[at] < nested[at].length) {
                int child = nested[at][nextChild[at]++];
                if (index[child] == 0) {
                    enter(child);
                } else if (result[child] == 0) {
                    low[at] = Math.min(low[at], index[child]);
                }
                return;
            }
            path.pop();
            if (!path.isEmpty()) {
                low[path.element()] = Math.min(low[path.element()], low[at]);
            }
            if (low[at] == index[at]) {
                int member;
                do {
                    member = unassigned.pop();
                    result[member] = at + 1;
                } while (member != at);
            }
        }
    }
}
