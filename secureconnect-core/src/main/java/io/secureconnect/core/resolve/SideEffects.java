package io.secureconnect.core.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * Step 6: which rules that did not ask for encryption allow something between hosts that another rule encrypts. Their
 * selectors are compiled when first needed. Thread-safe.
 */
final class SideEffects {
    /** Up to so many workloads their own rules are looked at; from there on all rules are. */
    private static final int FEW = 64;

    private final Fleet fleet;
    private final RuleBook rules;
    private final LinkTable links;
    private final Supplier<LinkTable> makePlainLinks;
    private final boolean anyPlain;
    private @Nullable LinkTable plainLinks;

    SideEffects(Fleet fleet, RuleBook rules, LinkTable links, Supplier<LinkTable> makePlainLinks) {
        this.fleet = fleet;
        this.rules = rules;
        this.links = links;
        this.makePlainLinks = makePlainLinks;
        this.anyPlain = rules.hasPlain();
    }

    /** The names of the rules that {@code rule} affects, sorted. */
    List<String> of(int rule) {
        if (!anyPlain) {
            return List.of();
        }
        Set<Integer> affected = new TreeSet<>();
        for (int link = links.firstLinkOf(rule); link < links.endOfLinksOf(rule); link++) {
            RoaringBitmap providers = RoaringBitmap.and(links.providers(link), fleet.eligible());
            RoaringBitmap consumers = RoaringBitmap.and(links.consumers(link), fleet.eligible());
            boolean fewProviders = providers.getCardinality() <= consumers.getCardinality();
            RoaringBitmap fewer = fewProviders ? providers : consumers;
            RoaringBitmap more = fewProviders ? consumers : providers;
            if (fewer.getCardinality() <= FEW) {
                addByWorkload(fewer, more, affected);
            } else {
                addByRule(providers, consumers, affected);
            }
        }
        List<String> names = new ArrayList<>();
        affected.forEach(number -> names.add(rules.name(number)));
        return names;
    }

    private void addByWorkload(RoaringBitmap fewer, RoaringBitmap more, Set<Integer> affected) {
        LinkTable plain = plainLinks();
        LinkTable.Uses uses = new LinkTable.Uses();
        PeekableIntIterator iterator = fewer.getIntIterator();
        while (iterator.hasNext()) {
            int workload = iterator.next();
            plain.usesOf(workload, uses);
            for (int i = 0; i < uses.size(); i++) {
                int rule = LinkTable.ruleOf(uses.get(i));
                RoaringBitmap otherSide = plain.members().of(LinkTable.otherSideOf(uses.get(i)));
                if (!affected.contains(rule) && meets(workload, more, otherSide)) {
                    affected.add(rule);
                }
            }
        }
    }

    private static boolean meets(int workload, RoaringBitmap peers, RoaringBitmap otherSide) {
        int both = RoaringBitmap.andCardinality(peers, otherSide);
        return both > 1 || both == 1 && !(peers.contains(workload) && otherSide.contains(workload));
    }

    private void addByRule(RoaringBitmap providers, RoaringBitmap consumers, Set<Integer> affected) {
        LinkTable plain = plainLinks();
        for (int rule = 0; rule < rules.size(); rule++) {
            boolean known = affected.contains(rule);
            for (int link = plain.firstLinkOf(rule); link < plain.endOfLinksOf(rule) && !known; link++) {
                if (overlap(providers, consumers, plain.providers(link), plain.consumers(link))
                        || overlap(providers, consumers, plain.consumers(link), plain.providers(link))) {
                    known = affected.add(rule);
                }
            }
        }
    }

    private static boolean overlap(
            RoaringBitmap one, RoaringBitmap other, RoaringBitmap side, RoaringBitmap otherSide) {
        return RoaringBitmap.intersects(one, side)
                && RoaringBitmap.intersects(other, otherSide)
                && PairSets.anyPair(RoaringBitmap.and(one, side), RoaringBitmap.and(other, otherSide));
    }

    private synchronized LinkTable plainLinks() {
        LinkTable made = plainLinks;
        if (made == null) {
            made = makePlainLinks.get();
            plainLinks = made;
        }
        return made;
    }
}
