package io.secureconnect.core.resolve;

import io.secureconnect.api.policy.Rule;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.roaringbitmap.RoaringBitmap;

/**
 * Rules in factorised form: each rule, in each scope of its set, is a link between the selector of its providers and that
 * of its consumers. The pairs themselves are never written down.
 */
final class LinkTable {
    private final SelectorFinder finder;
    private final SelectorMembers members;
    private final IntBuffer providers = new IntBuffer();
    private final IntBuffer consumers = new IntBuffer();
    private final int[] firstLinkOf;
    private final int[] firstUseOf;
    private final long[] uses;

    /** @param which the rules to take in */
    LinkTable(Fleet fleet, ActorSets actorSets, RuleBook rules, Predicate<RuleBook.Entry> which) {
        SelectorTable selectors = new SelectorTable(fleet);
        firstLinkOf = new int[rules.size() + 1];
        Map<Object, List<Conjunction>> scopes = new HashMap<>();
        for (int rule = 0; rule < rules.size(); rule++) {
            RuleBook.Entry entry = rules.get(rule);
            if (which.test(entry)) {
                add(
                        entry.rule(),
                        actorSets,
                        selectors,
                        scopes.computeIfAbsent(
                                entry.set().name(),
                                any -> actorSets.scopes(entry.set().scopes())));
            }
            firstLinkOf[rule + 1] = providers.size();
        }
        finder = selectors.finder();
        members = selectors.members();
        firstUseOf = new int[members.size() + 1];
        uses = uses();
    }

    private void add(Rule rule, ActorSets actorSets, SelectorTable selectors, List<Conjunction> scopes) {
        ActorSet provider = actorSets.of(rule.providers());
        ActorSet consumer = actorSets.of(rule.consumers());
        for (Conjunction scope : scopes) {
            providers.add(selectors.intern(provider.within(scope)));
            consumers.add(selectors.intern(consumer.within(rule.unscopedConsumers() ? Conjunction.ANY : scope)));
        }
    }

    /** For each selector the rules that use it and the selector on their other side, as rule << 32 | selector. */
    private long[] uses() {
        for (int link = 0; link < providers.size(); link++) {
            firstUseOf[providers.get(link)]++;
            firstUseOf[consumers.get(link)]++;
        }
        for (int selector = 1; selector < firstUseOf.length; selector++) {
            firstUseOf[selector] += firstUseOf[selector - 1];
        }
        long[] result = new long[providers.size() * 2];
        for (int rule = 0; rule + 1 < firstLinkOf.length; rule++) {
            for (int link = firstLinkOf[rule]; link < firstLinkOf[rule + 1]; link++) {
                result[--firstUseOf[providers.get(link)]] = use(rule, consumers.get(link));
                result[--firstUseOf[consumers.get(link)]] = use(rule, providers.get(link));
            }
        }
        return result;
    }

    private static long use(int rule, int otherSide) {
        return (long) rule << 32 | otherSide;
    }

    /** The rule of a use. */
    static int ruleOf(long use) {
        return (int) (use >>> 32);
    }

    /** The selector on the other side of a use. */
    static int otherSideOf(long use) {
        return (int) use;
    }

    /**
     * Every use of every selector that has {@code workload}, sorted by rule, each once.
     *
     * @param buffer is used if it is large enough
     */
    Uses usesOf(int workload, Uses buffer) {
        buffer.clear();
        finder.forEachOf(workload, members, selector -> {
            for (int i = firstUseOf[selector]; i < firstUseOf[selector + 1]; i++) {
                buffer.add(uses[i]);
            }
        });
        buffer.sortAndDistinct();
        return buffer;
    }

    SelectorMembers members() {
        return members;
    }

    int firstLinkOf(int rule) {
        return firstLinkOf[rule];
    }

    int endOfLinksOf(int rule) {
        return firstLinkOf[rule + 1];
    }

    RoaringBitmap providers(int link) {
        return members.of(providers.get(link));
    }

    RoaringBitmap consumers(int link) {
        return members.of(consumers.get(link));
    }

    /** A list of uses that is filled again and again. */
    static final class Uses {
        private long[] content = new long[32];
        private int size;

        void clear() {
            size = 0;
        }

        void add(long use) {
            if (size == content.length) {
                content = Arrays.copyOf(content, size * 2);
            }
            content[size++] = use;
        }

        void sortAndDistinct() {
            Arrays.sort(content, 0, size);
            int distinct = 0;
            for (int i = 0; i < size; i++) {
                if (distinct == 0 || content[distinct - 1] != content[i]) {
                    content[distinct++] = content[i];
                }
            }
            size = distinct;
        }

        int size() {
            return size;
        }

        long get(int at) {
            return content[at];
        }
    }
}
