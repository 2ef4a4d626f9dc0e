package io.secureconnect.core.resolve;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sets of rules as numbers, 0 for none. Rules are offered in their order; each state but 0 is an earlier state with one
 * rule more.
 */
final class RuleStates {
    private final RuleBook rules;
    private int[] earlier = new int[16];
    private int[] rule = new int[16];
    private int[] successor = new int[16];
    private int[] successorRule = new int[16];
    private @Nullable List<String>[] names = newNames(16);
    private int size = 1;
    private int current;

    RuleStates(RuleBook rules) {
        this.rules = rules;
        rule[0] = -1;
        successorRule[0] = -1;
    }

    void clear() {
        Arrays.fill(names, 0, size, null);
        size = 1;
        successorRule[0] = -1;
    }

    /** From now on {@link #next} adds this rule; never less than the rule before. */
    void beginRule(int newRule) {
        current = newRule;
    }

    /** The state that has the rules of {@code state} and the current one. */
    int next(int state) {
        if (successorRule[state] == current) {
            return successor[state];
        }
        return rule[state] == current ? state : create(state);
    }

    private int create(int state) {
        if (size == rule.length) {
            grow();
        }
        earlier[size] = state;
        rule[size] = current;
        successorRule[size] = -1;
        successor[state] = size;
        successorRule[state] = current;
        return size++;
    }

    private void grow() {
        int length = size * 2;
        earlier = Arrays.copyOf(earlier, length);
        rule = Arrays.copyOf(rule, length);
        successor = Arrays.copyOf(successor, length);
        successorRule = Arrays.copyOf(successorRule, length);
        names = Arrays.copyOf(names, length);
    }

    /** The names of a state's rules, sorted; the same list for the same state. */
    List<String> rules(int state) {
        List<String> known = names[state];
        if (known == null) {
            known = names(state);
            names[state] = known;
        }
        return known;
    }

    private List<String> names(int state) {
        int count = 0;
        for (int at = state; at != 0; at = earlier[at]) {
            count++;
        }
        String[] sorted = new String[count];
        for (int at = state; at != 0; at = earlier[at]) {
            sorted[--count] = rules.name(rule[at]);
        }
        return List.of(sorted);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static @Nullable List<String>[] newNames(int length) {
        return new List[length];
    }
}
