package io.secureconnect.api.keying;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.policy.CodePointOrder;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import java.util.Comparator;
import java.util.Objects;

/**
 * A path that shall have keys, as the distributor sees it.
 *
 * @param a the workload whose id is first in code-point order
 * @param addressOfA its address
 * @param b the other workload
 * @param addressOfB its address
 * @param parameters how ESP is done on it
 */
@PublicApi
public record KeyedPath(String a, IpAddress addressOfA, String b, IpAddress addressOfB, EspParameters parameters)
        implements Comparable<KeyedPath> {
    private static final Comparator<KeyedPath> ORDER = Comparator.comparing(KeyedPath::a)
            .thenComparing(KeyedPath::b)
            .thenComparing(KeyedPath::addressOfA)
            .thenComparing(KeyedPath::addressOfB);

    public KeyedPath {
        Objects.requireNonNull(parameters, "parameters");
        new HostPair(addressOfA, addressOfB); // the same rules hold
        if (CodePointOrder.compare(a, b) >= 0) {
            throw new IllegalArgumentException("the ends of a path are sorted, '" + a + "' is not before '" + b + "'");
        }
    }

    /** The other end. */
    public String peerOf(String workload) {
        return isA(workload) ? b : a;
    }

    /**
     * The path as {@code workload} sees it.
     *
     * @throws IllegalArgumentException if it is neither end
     */
    public HostPair seenBy(String workload) {
        return isA(workload) ? new HostPair(addressOfA, addressOfB) : new HostPair(addressOfB, addressOfA);
    }

    private boolean isA(String workload) {
        if (!workload.equals(a) && !workload.equals(b)) {
            throw new IllegalArgumentException("'" + workload + "' is no end of " + this);
        }
        return workload.equals(a);
    }

    /** Orders by ends and addresses. */
    @Override
    public int compareTo(KeyedPath other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return a + " " + addressOfA + " <-> " + b + " " + addressOfB;
    }
}
