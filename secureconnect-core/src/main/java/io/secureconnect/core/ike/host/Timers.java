package io.secureconnect.core.ike.host;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Who is due when; each has one time at most. */
final class Timers<T> {
    private record Row<T>(Instant at, long number, T who) {}

    private final TreeSet<Row<T>> rows =
            new TreeSet<>(Comparator.comparing((Row<T> row) -> row.at()).thenComparingLong(Row::number));
    private final Map<T, Row<T>> byWho = new HashMap<>();
    private long numbers;

    /** Sets, moves or takes back the time of {@code who}. */
    void set(T who, Optional<Instant> at) {
        Row<T> known = byWho.get(who);
        if (known != null && at.isPresent() && known.at().equals(at.get())) {
            return;
        }
        cancel(who);
        at.ifPresent(time -> {
            Row<T> row = new Row<>(time, numbers++, who);
            rows.add(row);
            byWho.put(who, row);
        });
    }

    void cancel(T who) {
        Row<T> known = byWho.remove(who);
        if (known != null) {
            rows.remove(known);
        }
    }

    Optional<Instant> next() {
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.first().at());
    }

    /** Takes one that is due; its time is spent. */
    Optional<T> take(Instant now) {
        if (rows.isEmpty() || rows.first().at().isAfter(now)) {
            return Optional.empty();
        }
        T who = rows.first().who();
        cancel(who);
        return Optional.of(who);
    }
}
