package io.secureconnect.api.sa;

import io.secureconnect.api.PublicApi;
import java.util.Comparator;
import java.util.Objects;

/**
 * One protected path as one of its ends sees it: every packet between these two addresses, whatever its protocol and
 * ports. Policies, SAs and keys of a path are all found by this pair.
 *
 * @param local an address of this host
 * @param remote an address of the peer, of the same family
 */
@PublicApi
public record HostPair(IpAddress local, IpAddress remote) implements Comparable<HostPair> {
    private static final Comparator<HostPair> ORDER =
            Comparator.comparing(HostPair::local).thenComparing(HostPair::remote);

    public HostPair {
        Objects.requireNonNull(local, "local");
        Objects.requireNonNull(remote, "remote");
        if (local.family() != remote.family()) {
            throw new IllegalArgumentException(local + " and " + remote + " are of different families");
        }
        if (local.equals(remote)) {
            throw new IllegalArgumentException("a host pair needs two addresses, both are " + local);
        }
    }

    /** A pair from two texts, see {@link IpAddress#parse}. */
    public static HostPair of(String local, String remote) {
        return new HostPair(IpAddress.parse(local), IpAddress.parse(remote));
    }

    /** The same path as the other end sees it. */
    public HostPair mirror() {
        return new HostPair(remote, local);
    }

    public AddressFamily family() {
        return local.family();
    }

    /** The source address of a packet that travels in {@code direction}. */
    public IpAddress source(Direction direction) {
        return direction == Direction.OUTBOUND ? local : remote;
    }

    /** The destination address of a packet that travels in {@code direction}. */
    public IpAddress destination(Direction direction) {
        return direction == Direction.OUTBOUND ? remote : local;
    }

    @Override
    public int compareTo(HostPair other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return local + "<->" + remote;
    }
}
