package io.secureconnect.core.resolve;

import java.util.Arrays;
import java.util.List;
import org.roaringbitmap.BatchIterator;

/**
 * The peers of one workload, sorted, each with the rules that ask for the pair. One row is filled again and again for
 * one workload after the other; not thread-safe.
 *
 * <p>Peers with the same rules share one state: a peer that a rule selects moves from its state to the state that has
 * that rule too. So a row costs one step for each peer of each rule, however many rules there are.
 */
final class PeerRow {
    private static final int BATCH = 256;

    private final Fleet fleet;
    private final RuleBook rules;
    private final LinkTable links;
    private final SelectorMembers members;
    private final LinkTable.Uses uses = new LinkTable.Uses();
    private final RuleStates states;
    private final int[] stateOf;
    private final long[] marked;
    private final long[] markedWords;
    private final int[] batch = new int[BATCH];
    private int[] peers = new int[64];
    private int[] peerStates = new int[64];
    private int size;

    PeerRow(Fleet fleet, RuleBook rules, LinkTable links) {
        this.fleet = fleet;
        this.rules = rules;
        this.links = links;
        this.members = links.members();
        this.states = new RuleStates(rules);
        this.stateOf = new int[fleet.size()];
        this.marked = new long[(fleet.size() + 63) / 64];
        this.markedWords = new long[(marked.length + 63) / 64];
    }

    /** Fills the row with the peers of {@code workload} whose numbers are at least {@code least}. */
    void fill(int workload, int least) {
        size = 0;
        states.clear();
        links.usesOf(workload, uses);
        if (!fleet.isEligible(workload)) {
            return;
        }
        for (int i = 0; i < uses.size(); i++) {
            int rule = LinkTable.ruleOf(uses.get(i));
            if (rules.get(rule).standing() == RuleBook.Standing.SECURED) {
                states.beginRule(rule);
                mark(LinkTable.otherSideOf(uses.get(i)), least);
            }
        }
        collect(workload);
    }

    private void mark(int selector, int least) {
        for (int place = members.first(selector); place < members.end(selector); place++) {
            markOne(members.at(place), least);
        }
        if (members.first(selector) == members.end(selector)) {
            BatchIterator iterator = members.of(selector).getBatchIterator();
            iterator.advanceIfNeeded(least);
            while (iterator.hasNext()) {
                int count = iterator.nextBatch(batch);
                for (int i = 0; i < count; i++) {
                    markOne(batch[i], least);
                }
            }
        }
    }

    private void markOne(int peer, int least) {
        if (peer >= least) {
            stateOf[peer] = states.next(stateOf[peer]);
            marked[peer >> 6] |= 1L << peer;
            markedWords[peer >> 12] |= 1L << (peer >> 6);
        }
    }

    private void collect(int workload) {
        for (int words = 0; words < markedWords.length; words++) {
            for (long left = markedWords[words]; left != 0; left &= left - 1) {
                collect(workload, (words << 6) + Long.numberOfTrailingZeros(left));
            }
            markedWords[words] = 0;
        }
    }

    private void collect(int workload, int word) {
        long eligible = fleet.eligibleWord(word);
        for (long left = marked[word]; left != 0; left &= left - 1) {
            int bit = Long.numberOfTrailingZeros(left);
            int peer = (word << 6) + bit;
            if (peer != workload && (eligible >>> bit & 1) != 0) {
                add(peer, stateOf[peer]);
            }
            stateOf[peer] = 0;
        }
        marked[word] = 0;
    }

    private void add(int peer, int state) {
        if (size == peers.length) {
            peers = Arrays.copyOf(peers, size * 2);
            peerStates = Arrays.copyOf(peerStates, size * 2);
        }
        peers[size] = peer;
        peerStates[size++] = state;
    }

    /** The rules that ask for encryption and name the workload on either side, whatever became of them; sorted. */
    int[] rulesNamingIt() {
        int[] naming = new int[uses.size()];
        int distinct = 0;
        for (int i = 0; i < uses.size(); i++) {
            int rule = LinkTable.ruleOf(uses.get(i));
            if (distinct == 0 || naming[distinct - 1] != rule) {
                naming[distinct++] = rule;
            }
        }
        return Arrays.copyOf(naming, distinct);
    }

    /** How many peers there are. */
    int size() {
        return size;
    }

    /** The number of a peer. */
    int peer(int at) {
        return peers[at];
    }

    /** The names of the rules that ask for the pair, sorted. */
    List<String> rules(int at) {
        return states.rules(peerStates[at]);
    }
}
