package io.secureconnect.core.ike.host;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Who may begin a negotiation next: those that a packet waits for first, and only so many at one time. */
final class Starts {
    private final int limit;
    private final Set<Peering> urgent = new LinkedHashSet<>();
    private final Set<Peering> ready = new LinkedHashSet<>();
    private int outstanding;

    Starts(int limit) {
        this.limit = limit;
    }

    void add(Peering peering, boolean isUrgent) {
        if (isUrgent) {
            ready.remove(peering);
            urgent.add(peering);
        } else if (!urgent.contains(peering)) {
            ready.add(peering);
        }
    }

    void withdraw(Peering peering) {
        urgent.remove(peering);
        ready.remove(peering);
    }

    boolean has(Peering peering) {
        return urgent.contains(peering) || ready.contains(peering);
    }

    /** The next one, if there is one and its turn has come. */
    Optional<Peering> take() {
        if (outstanding >= limit) {
            return Optional.empty();
        }
        Optional<Peering> next = Stream.concat(urgent.stream(), ready.stream()).findFirst();
        next.ifPresent(this::withdraw);
        return next;
    }

    void begun() {
        outstanding++;
    }

    void over() {
        outstanding--;
    }
}
