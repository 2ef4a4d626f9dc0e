package io.secureconnect.core.resolve;

import io.secureconnect.api.policy.LabelGroup;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What label groups stand for: their own values and those of every group in them, however deep. */
final class LabelGroups {
    private final Map<String, LabelGroup> byName = new HashMap<>();

    LabelGroups(List<LabelGroup> groups) {
        groups.forEach(group -> byName.put(group.name(), group));
    }

    String key(String name) {
        return group(name).key();
    }

    Set<String> values(String name) {
        Set<String> values = new TreeSet<>();
        Set<String> seen = new HashSet<>(Set.of(name));
        Deque<String> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            LabelGroup group = group(open.remove());
            values.addAll(group.labels());
            group.groups().stream().filter(seen::add).forEach(open::add);
        }
        return values;
    }

    private LabelGroup group(String name) {
        LabelGroup group = byName.get(name);
        if (group == null) {
            throw new IllegalArgumentException("label group '" + name + "' was not checked to exist");
        }
        return group;
    }
}
