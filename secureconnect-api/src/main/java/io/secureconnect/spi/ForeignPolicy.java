package io.secureconnect.spi;

import io.secureconnect.api.sa.AddressPrefix;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import java.util.Objects;
import java.util.Optional;

/**
 * An IPsec policy of another owner, for the report of conflicts. It is never changed.
 *
 * @param local the addresses of this host it is about
 * @param remote the addresses of others it is about
 * @param direction which packets
 * @param precedes whether it wins against our policies where both match
 * @param owner who put it there, where the system tells
 * @param description its words in the system's own terms
 */
public record ForeignPolicy(
        AddressPrefix local,
        AddressPrefix remote,
        Direction direction,
        boolean precedes,
        Optional<String> owner,
        String description) {
    public ForeignPolicy {
        Objects.requireNonNull(local, "local");
        Objects.requireNonNull(remote, "remote");
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(description, "description");
    }

    /** Whether it is about packets of {@code path}. */
    public boolean covers(HostPair path) {
        return local.contains(path.local()) && remote.contains(path.remote());
    }
}
