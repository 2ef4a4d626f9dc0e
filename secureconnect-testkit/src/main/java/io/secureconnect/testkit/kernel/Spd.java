package io.secureconnect.testkit.kernel;

import io.secureconnect.api.sa.AddressPrefix;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.TrafficSelector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The security policy database. Entries between two single addresses are found by a hash of the pair, as kernels do it;
 * the rest are few and searched in order.
 */
final class Spd {
    private final Map<Slot, Rank> slots = new LinkedHashMap<>();
    private final Map<Pair, Map<Rank, SpdEntry>> exact = new LinkedHashMap<>();
    private final Map<Rank, SpdEntry> wideInbound = new TreeMap<>();
    private final Map<Rank, SpdEntry> wideOutbound = new TreeMap<>();
    private long inserted;

    /** What decides between two entries that match. */
    private record Rank(int priority, long number) implements Comparable<Rank> {
        @Override
        public int compareTo(Rank other) {
            return priority != other.priority
                    ? Integer.compare(priority, other.priority)
                    : Long.compare(number, other.number);
        }
    }

    /** Where at most one entry may stand. */
    private record Slot(TrafficSelector selector, Direction direction) {}

    private record Pair(IpAddress local, IpAddress remote, Direction direction) {}

    /** Puts an entry in, in place of the one with its selector and direction, if any. */
    void put(SpdEntry entry) {
        remove(entry.selector(), entry.direction());
        Rank rank = new Rank(entry.priority(), inserted++);
        slots.put(new Slot(entry.selector(), entry.direction()), rank);
        tableOf(entry.selector(), entry.direction()).put(rank, entry);
    }

    Optional<SpdEntry> find(TrafficSelector selector, Direction direction) {
        Rank rank = slots.get(new Slot(selector, direction));
        return rank == null
                ? Optional.empty()
                : Optional.ofNullable(tableOf(selector, direction).get(rank));
    }

    Optional<SpdEntry> remove(TrafficSelector selector, Direction direction) {
        Rank rank = slots.remove(new Slot(selector, direction));
        if (rank == null) {
            return Optional.empty();
        }
        Map<Rank, SpdEntry> table = tableOf(selector, direction);
        SpdEntry entry = table.remove(rank);
        if (table.isEmpty() && isExact(selector)) {
            exact.remove(pairOf(selector, direction));
        }
        return Optional.ofNullable(entry);
    }

    /** All entries, in the order they were put in. */
    List<SpdEntry> entries() {
        List<SpdEntry> all = new ArrayList<>(slots.size());
        slots.forEach((slot, rank) -> {
            SpdEntry entry = tableOf(slot.selector, slot.direction).get(rank);
            if (entry != null) {
                all.add(entry);
            }
        });
        return all;
    }

    /** The entry that decides about {@code packet}; null if there is none. */
    @Nullable
    SpdEntry match(IpPacket packet, Direction direction) {
        boolean out = direction == Direction.OUTBOUND;
        IpAddress local = out ? packet.source() : packet.destination();
        IpAddress remote = out ? packet.destination() : packet.source();
        Map.@Nullable Entry<Rank, SpdEntry> best = first(exact.get(new Pair(local, remote, direction)), packet);
        Map.@Nullable Entry<Rank, SpdEntry> other = first(wide(direction), packet);
        if (best == null || (other != null && other.getKey().compareTo(best.getKey()) < 0)) {
            best = other;
        }
        return best == null ? null : best.getValue();
    }

    private static Map.@Nullable Entry<Rank, SpdEntry> first(@Nullable Map<Rank, SpdEntry> table, IpPacket packet) {
        if (table != null) {
            for (Map.Entry<Rank, SpdEntry> entry : table.entrySet()) {
                if (packet.matches(entry.getValue().selector(), entry.getValue().direction())) {
                    return entry;
                }
            }
        }
        return null;
    }

    private Map<Rank, SpdEntry> tableOf(TrafficSelector selector, Direction direction) {
        return isExact(selector)
                ? exact.computeIfAbsent(pairOf(selector, direction), pair -> new TreeMap<>())
                : wide(direction);
    }

    private Map<Rank, SpdEntry> wide(Direction direction) {
        return direction == Direction.OUTBOUND ? wideOutbound : wideInbound;
    }

    private static boolean isExact(TrafficSelector selector) {
        return isSingle(selector.local()) && isSingle(selector.remote());
    }

    private static boolean isSingle(AddressPrefix prefix) {
        return prefix.length() == prefix.family().bits();
    }

    private static Pair pairOf(TrafficSelector selector, Direction direction) {
        return new Pair(selector.local().address(), selector.remote().address(), direction);
    }

    /** The path of a selector between two single addresses that asks for nothing else. */
    static Optional<HostPair> pathOf(TrafficSelector selector) {
        if (!isExact(selector)
                || selector.local().address().equals(selector.remote().address())) {
            return Optional.empty();
        }
        HostPair path =
                new HostPair(selector.local().address(), selector.remote().address());
        return TrafficSelector.of(path).equals(selector) ? Optional.of(path) : Optional.empty();
    }
}
