package io.secureconnect.core.resolve;

import io.secureconnect.api.policy.LabelGroup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Label groups: unique names, one key through all nesting, no group in itself. */
final class LabelGroupCheck {
    private static final Place GROUPS = Place.of("labelGroups");
    private static final int MOST_SHOWN = 10;

    private final List<LabelGroup> groups;
    private final Set<?> unreadable;
    private final FaultList faults;
    private final Map<String, Integer> byName = new HashMap<>();

    LabelGroupCheck(List<LabelGroup> groups, Set<?> unreadable, FaultList faults) {
        this.groups = groups;
        this.unreadable = unreadable;
        this.faults = faults;
        for (int i = 0; i < groups.size(); i++) {
            if (!unreadable.contains(groups.get(i))) {
                byName.putIfAbsent(groups.get(i).name(), i);
            }
        }
    }

    /** The group of that name, or null. */
    @Nullable
    LabelGroup find(String name) {
        Integer at = byName.get(name);
        return at == null ? null : groups.get(at);
    }

    void check() {
        GroupCycles cycles = new GroupCycles(nested());
        for (int i = 0; i < groups.size(); i++) {
            LabelGroup group = groups.get(i);
            if (!unreadable.contains(group)) {
                checkNames(i, group);
                checkNested(i, group);
                checkCycle(i, cycles.wayBackTo(i));
            }
        }
    }

    private int[][] nested() {
        return groups.stream()
                .map(group -> group.groups().stream()
                        .filter(byName::containsKey)
                        .mapToInt(byName::get)
                        .sorted()
                        .toArray())
                .toArray(int[][]::new);
    }

    private void checkCycle(int i, List<Integer> way) {
        if (!way.isEmpty()) {
            String names = way.stream()
                    .limit(MOST_SHOWN)
                    .map(at -> groups.get(at).name())
                    .collect(Collectors.joining(" > "));
            faults.add(
                    GROUPS.entry(i).field("groups"),
                    JsonText.quote(groups.get(way.get(1)).name()),
                    "no group contains itself: " + names
                            + (way.size() > MOST_SHOWN ? " > … (" + (way.size() - 1) + " steps)" : ""),
                    "take one of them out of the one before");
        }
    }

    private void checkNames(int i, LabelGroup group) {
        Names.check(faults, GROUPS.entry(i).field("name"), group.name());
        Names.check(faults, GROUPS.entry(i).field("key"), group.key());
        for (String label : group.labels()) {
            Names.check(faults, GROUPS.entry(i).field("labels"), label);
        }
        Integer first = byName.get(group.name());
        if (first != null && first != i) {
            faults.add(
                    GROUPS.entry(i).field("name"),
                    JsonText.quote(group.name()),
                    "names of label groups are unique; /labelGroups/" + first + " has it too",
                    "rename one of them");
        }
    }

    private void checkNested(int i, LabelGroup group) {
        for (String name : new TreeSet<>(group.groups())) {
            LabelGroup nested = find(name);
            if (nested == null) {
                faults.add(
                        GROUPS.entry(i).field("groups"),
                        JsonText.quote(name),
                        "a nested group is a label group of the document",
                        "add the group or take the reference out");
            } else if (!nested.key().equals(group.key())) {
                faults.add(
                        GROUPS.entry(i).field("groups"),
                        JsonText.quote(name),
                        "a nested group has the same key; " + JsonText.quote(nested.key()) + " is not "
                                + JsonText.quote(group.key()),
                        "nest groups of one key only");
            }
        }
    }
}
