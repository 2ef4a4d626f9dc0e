package io.secureconnect.api.plan;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import java.util.Comparator;

/**
 * Two addresses of an association, one of each end, of one family. Sorted by family, then octets of {@code a}, then of
 * {@code b}.
 *
 * @param a an address of the association's {@code a}
 * @param b an address of the association's {@code b}
 */
@PublicApi
public record AddressPath(IpAddress a, IpAddress b) implements Comparable<AddressPath> {
    private static final Comparator<AddressPath> ORDER =
            Comparator.comparing(AddressPath::a).thenComparing(AddressPath::b);

    public AddressPath {
        new HostPair(a, b); // the same rules hold
    }

    /** The path as {@code a} sees it. */
    public HostPair fromA() {
        return new HostPair(a, b);
    }

    /** The path as {@code b} sees it. */
    public HostPair fromB() {
        return new HostPair(b, a);
    }

    @Override
    public int compareTo(AddressPath other) {
        return ORDER.compare(this, other);
    }
}
