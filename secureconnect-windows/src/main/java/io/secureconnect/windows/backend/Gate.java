package io.secureconnect.windows.backend;

import io.secureconnect.api.sa.HostPair;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.wfp.Filter;
import java.util.Arrays;
import java.util.List;

/** The hard block of outbound packets while a protected path has no outbound SA. */
final class Gate {
    private final EngineSession session;
    private final FilterPlan plan;

    Gate(EngineSession session, FilterPlan plan) {
        this.session = session;
        this.plan = plan;
    }

    /** Puts it there, before the last outbound SA goes. Paths that nobody protects have none. */
    void close(HostPair path) {
        Filter gate = plan.gate(path);
        if (isProtected(path) && !isThere(gate.filterKey())) {
            session.write(List.of(FilterEdit.add(gate)));
        }
    }

    /** Takes it away, when there is an outbound SA. */
    void open(HostPair path) {
        Guid gate = plan.gate(path).filterKey();
        if (isThere(gate)) {
            session.write(List.of(FilterEdit.delete(List.of(gate))));
        }
    }

    /** Also by blocks of the other lifetime, which an earlier run put there and nobody has moved over yet. */
    private boolean isProtected(HostPair path) {
        return Arrays.stream(Lifetime.values())
                .anyMatch(
                        lifetime -> isThere(new FilterPlan(lifetime).block(path).filterKey()));
    }

    private boolean isThere(Guid key) {
        return session.engine().filter(key).isPresent();
    }
}
