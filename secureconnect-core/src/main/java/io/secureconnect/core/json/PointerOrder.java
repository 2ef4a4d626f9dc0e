package io.secureconnect.core.json;

import io.secureconnect.api.error.PolicyFault;
import io.secureconnect.api.policy.CodePointOrder;
import java.util.Comparator;
import java.util.List;

/** The order of faults: sections as in the format, list entries by index, fields by name; stable for the rest. */
final class PointerOrder implements Comparator<PolicyFault> {
    private static final List<String> SECTIONS = PolicyForm.SHAPE.names();

    @Override
    public int compare(PolicyFault one, PolicyFault other) {
        String[] mine = one.pointer().split("/", -1);
        String[] theirs = other.pointer().split("/", -1);
        for (int i = 1; i < Math.min(mine.length, theirs.length); i++) {
            int order = i == 1 ? bySection(mine[i], theirs[i]) : bySegment(mine[i], theirs[i]);
            if (order != 0) {
                return order;
            }
        }
        return mine.length == 1 || theirs.length == 1
                ? Integer.compare(theirs.length, mine.length)
                : Integer.compare(mine.length, theirs.length);
    }

    private static int bySection(String one, String other) {
        int order = Integer.compare(section(one), section(other));
        return order != 0 ? order : CodePointOrder.compare(one, other);
    }

    private static int section(String name) {
        int at = SECTIONS.indexOf(name);
        return at < 0 ? SECTIONS.size() : at;
    }

    private static int bySegment(String one, String other) {
        boolean indexes = isIndex(one) && isIndex(other);
        return indexes ? Long.compare(Long.parseLong(one), Long.parseLong(other)) : CodePointOrder.compare(one, other);
    }

    private static boolean isIndex(String segment) {
        return !segment.isEmpty() && segment.length() < 12 && segment.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
