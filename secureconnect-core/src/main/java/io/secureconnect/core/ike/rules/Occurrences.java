package io.secureconnect.core.ike.rules;

import io.secureconnect.core.ike.registry.NotifyType;
import io.secureconnect.core.ike.registry.PayloadType;
import io.secureconnect.core.ike.registry.Registered;
import io.secureconnect.core.ike.wire.v2.Payload;
import io.secureconnect.core.ike.wire.v2.PayloadChain;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How often each payload may occur in one message; those without a row must not occur at all, except notifications and vendor
 * ids, which may stand anywhere.
 *
 * @param source RFC and section
 * @param rows by payload type
 * @param together payload types of which all occur or none
 * @param notifies how often a notification occurs that gives the message its sense
 */
record Occurrences(
        String source, Map<PayloadType, Range> rows, Set<PayloadType> together, Map<NotifyType, Range> notifies) {
    private static final int MANY = 64;
    private static final Set<PayloadType> ANYWHERE = EnumSet.of(PayloadType.NOTIFY, PayloadType.VENDOR_ID);

    /** From {@code least} to {@code most}. */
    record Range(int least, int most) {
        boolean holds(int count) {
            return count >= least && count <= most;
        }

        @Override
        public String toString() {
            return least == most ? "exactly " + least : least + " to " + most;
        }
    }

    static Builder of(String source) {
        return new Builder(source);
    }

    /**
     * The first row that payloads break; empty if they break none.
     *
     * @param refusal whether the message refuses, so that nothing need occur
     */
    Optional<String> breach(List<Payload> payloads, boolean refusal) {
        Map<PayloadType, Integer> counts = new EnumMap<>(PayloadType.class);
        for (Payload payload : payloads) {
            PayloadType.of(PayloadChain.typeOf(payload)).ifPresent(type -> counts.merge(type, 1, Integer::sum));
        }
        return stranger(counts)
                .or(() -> miscounted(rows, counts, refusal))
                .or(() -> miscounted(notifies, notifyCounts(payloads), refusal))
                .or(() -> torn(counts, refusal));
    }

    private Optional<String> stranger(Map<PayloadType, Integer> counts) {
        return counts.keySet().stream()
                .filter(type -> !rows.containsKey(type) && !ANYWHERE.contains(type))
                .map(type -> type.rfcName() + " has no place there (" + source + ")")
                .findFirst();
    }

    private <T extends Registered> Optional<String> miscounted(
            Map<T, Range> ranges, Map<T, Integer> counts, boolean refusal) {
        return ranges.entrySet().stream()
                .filter(row -> {
                    int count = counts.getOrDefault(row.getKey(), 0);
                    return !row.getValue().holds(count) && !(refusal && count == 0);
                })
                .map(row -> row.getKey().rfcName() + " occurs " + counts.getOrDefault(row.getKey(), 0)
                        + " times; allowed is " + row.getValue() + " (" + source + ")")
                .findFirst();
    }

    private Optional<String> torn(Map<PayloadType, Integer> counts, boolean refusal) {
        long found = together.stream().filter(counts::containsKey).count();
        if (refusal || found == 0 || found == together.size()) {
            return Optional.empty();
        }
        String names = together.stream().map(Registered::rfcName).collect(Collectors.joining(", "));
        return Optional.of("of " + names + " either all occur or none (" + source + ")");
    }

    private Map<NotifyType, Integer> notifyCounts(List<Payload> payloads) {
        Map<NotifyType, Integer> counts = new EnumMap<>(NotifyType.class);
        Notifies.all(payloads)
                .flatMap(notify -> NotifyType.of(notify.type()).stream())
                .forEach(type -> counts.merge(type, 1, Integer::sum));
        return counts;
    }

    /** Adds row after row. */
    static final class Builder {
        private final String source;
        private final Map<PayloadType, Range> rows = new EnumMap<>(PayloadType.class);
        private final Map<NotifyType, Range> notifies = new EnumMap<>(NotifyType.class);
        private final Set<PayloadType> together = EnumSet.noneOf(PayloadType.class);

        private Builder(String source) {
            this.source = source;
        }

        Builder one(PayloadType... types) {
            return add(1, 1, types);
        }

        Builder maybe(PayloadType... types) {
            return add(0, 1, types);
        }

        Builder any(PayloadType... types) {
            return add(0, MANY, types);
        }

        /** Each at most once, and all or none. */
        Builder allOrNone(PayloadType... types) {
            together.addAll(List.of(types));
            return maybe(types);
        }

        Builder oneNotify(NotifyType type) {
            notifies.put(type, new Range(1, 1));
            return this;
        }

        Builder maybeNotify(NotifyType type) {
            notifies.put(type, new Range(0, 1));
            return this;
        }

        private Builder add(int least, int most, PayloadType... types) {
            for (PayloadType type : types) {
                rows.put(type, new Range(least, most));
            }
            return this;
        }

        Occurrences build() {
            return new Occurrences(source, rows, together, notifies);
        }
    }
}
