package io.secureconnect.core.resolve.bench;

import io.secureconnect.core.resolve.StandardWorkload;
import io.secureconnect.core.resolve.StandardWorkload.RuleNumbers;
import io.secureconnect.core.resolve.StandardWorkload.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * The yardstick: the least that a program can do to know who talks to whom in a {@link StandardWorkload}. It begins with
 * numbers instead of texts, checks nothing, and a plan is a bitmap of peers: no rules, no terms, no addresses.
 */
final class BareBitmaps {
    private final int[][] labels;
    private final RoaringBitmap active = new RoaringBitmap();
    private final RoaringBitmap all = new RoaringBitmap();
    private final RoaringBitmap[][] hosts = new RoaringBitmap[4][];
    private final Map<List<Object>, Integer> known = new HashMap<>();
    private final List<RoaringBitmap> selectors = new ArrayList<>();
    private final List<List<Integer>> links = new ArrayList<>();
    private final Map<Integer, List<Integer>> candidates = new HashMap<>();

    BareBitmaps(StandardWorkload fleet) {
        labels = fleet.labels;
        index(fleet);
        for (RuleNumbers rule : fleet.rules()) {
            if (rule.secured()) {
                int provider = selector(rule.provider(), rule.scope());
                int consumer = selector(rule.consumer(), rule.unscopedConsumers() ? null : rule.scope());
                links.get(provider).add(consumer);
                links.get(consumer).add(provider);
            }
        }
    }

    private void index(StandardWorkload fleet) {
        for (int key = 0; key < 4; key++) {
            int of = key;
            hosts[key] = new RoaringBitmap
                    [1 + Arrays.stream(labels).mapToInt(host -> host[of]).max().orElse(0)];
            Arrays.setAll(hosts[key], any -> new RoaringBitmap());
        }
        for (int host = 0; host < labels.length; host++) {
            for (int key = 0; key < 4; key++) {
                hosts[key][labels[host][key]].add(host);
            }
            if (fleet.isActive(host)) {
                active.add(host);
            }
        }
        all.add(0L, labels.length);
    }

    private int selector(Side side, @Nullable Side scope) {
        int app = Math.max(side.app(), scope == null ? -1 : scope.app());
        int environment = Math.max(side.environment(), scope == null ? -1 : scope.environment());
        int location = scope == null ? -1 : scope.location();
        List<Object> key = List.of(Arrays.hashCode(side.roles()), app, environment, location, side.host());
        Integer number = known.get(key);
        if (number == null) {
            number = selectors.size();
            known.put(key, number);
            selectors.add(evaluate(side, app, environment, location));
            links.add(new ArrayList<>());
            register(number, side, app, environment);
        }
        return number;
    }

    private RoaringBitmap evaluate(Side side, int app, int environment, int location) {
        if (side.host() >= 0) {
            return RoaringBitmap.and(RoaringBitmap.bitmapOf(side.host()), active);
        }
        RoaringBitmap result = app < 0 ? active : RoaringBitmap.and(hosts[1][app], active);
        if (environment >= 0) {
            result = RoaringBitmap.and(result, hosts[2][environment]);
        }
        if (location >= 0) {
            result = RoaringBitmap.and(result, hosts[3][location]);
        }
        if (side.roles().length > 0) {
            RoaringBitmap roles = hosts[0][side.roles()[0]];
            for (int i = 1; i < side.roles().length; i++) {
                roles = RoaringBitmap.or(roles, hosts[0][side.roles()[i]]);
            }
            result = RoaringBitmap.and(result, roles);
        }
        return result;
    }

    /** Under the application if there is one, else under each role, else under the environment. */
    private void register(int selector, Side side, int app, int environment) {
        if (side.host() >= 0) {
            candidates
                    .computeIfAbsent(-1 - side.host(), any -> new ArrayList<>())
                    .add(selector);
        } else if (app >= 0) {
            candidate(1, app, selector);
        } else if (side.roles().length > 0) {
            Arrays.stream(side.roles()).forEach(role -> candidate(0, role, selector));
        } else if (environment >= 0) {
            candidate(2, environment, selector);
        }
    }

    private void candidate(int key, int value, int selector) {
        candidates.computeIfAbsent(key << 24 | value, any -> new ArrayList<>()).add(selector);
    }

    /** The peers of one host. */
    RoaringBitmap plan(int host) {
        RoaringBitmap peers = new RoaringBitmap();
        if (active.contains(host)) {
            add(-1 - host, host, peers);
            for (int key = 0; key < 3; key++) {
                add(key << 24 | labels[host][key], host, peers);
            }
            peers.remove(host);
        }
        return peers;
    }

    private void add(int candidateKey, int host, RoaringBitmap peers) {
        for (int selector : candidates.getOrDefault(candidateKey, List.of())) {
            if (selectors.get(selector).contains(host)) {
                for (int other : links.get(selector)) {
                    peers.or(selectors.get(other));
                }
            }
        }
    }

    int selectors() {
        return selectors.size();
    }
}
