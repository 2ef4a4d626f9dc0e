package io.secureconnect.core.reconcile;

import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.ForeignPolicy;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A policy of another owner that wins against ours on paths we want, so that we cannot vouch for them. It is reported and
 * left alone.
 *
 * @param path the first of the paths, in their order
 * @param others how many more it is about
 * @param foreign what stands in the way
 */
public record Conflict(HostPair path, long others, ForeignPolicy foreign) {
    /** One for each policy of others that precedes ours on a wanted path. */
    public static List<Conflict> between(WantedState wanted, BackendSnapshot installed) {
        return installed.foreignPolicies().stream()
                .filter(ForeignPolicy::precedes)
                .flatMap(foreign -> between(wanted, foreign))
                .collect(Collectors.toUnmodifiableList());
    }

    private static Stream<Conflict> between(WantedState wanted, ForeignPolicy foreign) {
        List<HostPair> covered =
                wanted.paths().keySet().stream().filter(foreign::covers).collect(Collectors.toList());
        return covered.isEmpty()
                ? Stream.empty()
                : Stream.of(new Conflict(covered.get(0), covered.size() - 1L, foreign));
    }

    /** For people: the path, the object in its way, its owner, and what to do. */
    public String text() {
        return (foreign.direction() == Direction.INBOUND ? "inbound" : "outbound") + " packets of " + path
                + (others == 0 ? "" : " and " + others + " more path(s)") + " meet a policy of "
                + foreign.owner().orElse("an unknown owner") + " before ours: " + foreign.description()
                + "; remove it, narrow it, or have its owner rank it behind the policies of SecureConnect";
    }
}
