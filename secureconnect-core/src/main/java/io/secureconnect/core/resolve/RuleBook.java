package io.secureconnect.core.resolve;

import io.secureconnect.api.policy.CodePointOrder;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.policy.Rule;
import io.secureconnect.api.policy.RuleSet;
import java.util.ArrayList;
import java.util.List;

/** All rules of a document, numbered in the order of their full names. */
final class RuleBook {
    private final List<Entry> entries;

    private RuleBook(List<Entry> entries) {
        this.entries = entries;
    }

    static RuleBook of(PolicyDocument document) {
        List<Entry> entries = new ArrayList<>();
        for (RuleSet set : document.ruleSets()) {
            for (Rule rule : set.rules()) {
                entries.add(new Entry(nameOf(set, rule), set, rule, standing(set, rule)));
            }
        }
        entries.sort((one, other) -> CodePointOrder.compare(one.name(), other.name()));
        return new RuleBook(entries);
    }

    /** {@code rule set/rule}. */
    static String nameOf(RuleSet set, Rule rule) {
        return set.name() + "/" + rule.name();
    }

    int size() {
        return entries.size();
    }

    /** Whether any rule is in force that does not ask for encryption. */
    boolean hasPlain() {
        return entries.stream().anyMatch(entry -> entry.standing() == Standing.PLAIN);
    }

    Entry get(int rule) {
        return entries.get(rule);
    }

    String name(int rule) {
        return entries.get(rule).name();
    }

    private static Standing standing(RuleSet set, Rule rule) {
        if (!set.enabled() || !rule.enabled()) {
            return Standing.DISABLED;
        }
        if (!rule.secConnect()) {
            return Standing.PLAIN;
        }
        return new RuleEnds(rule).valid() ? Standing.SECURED : Standing.INVALID;
    }

    /** What steps 1 and 4 make of a rule. */
    enum Standing {
        /** The rule or its set is switched off. */
        DISABLED,
        /** In force, but does not ask for encryption. */
        PLAIN,
        /** Asks for encryption between ends that can have it. */
        SECURED,
        /** Asks for encryption between ends that cannot; selects nothing. */
        INVALID
    }

    /** One rule in its set. */
    record Entry(String name, RuleSet set, Rule rule, Standing standing) {
        boolean asksForEncryption() {
            return standing == Standing.SECURED || standing == Standing.INVALID;
        }
    }
}
