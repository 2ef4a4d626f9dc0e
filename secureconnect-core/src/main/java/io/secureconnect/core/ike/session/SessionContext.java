package io.secureconnect.core.ike.session;

import io.secureconnect.api.sa.HostPair;
import io.secureconnect.core.ike.crypto.IkeCrypto;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.RandomSource;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * What all sessions of a host that are spoken on the same ports share.
 *
 * @param ports of both ends; a peer is expected to float to the same port of NAT traversal
 * @param initialContact asked when a session sends IKE_AUTH: whether this host knows no other IKE SA for the path (RFC 7296
 *     §2.4)
 */
public record SessionContext(
        IkeCrypto crypto,
        RandomSource random,
        ChildSpis spis,
        IkePorts ports,
        Predicate<HostPair> initialContact,
        SessionTimes times) {
    public SessionContext {
        Objects.requireNonNull(crypto, "crypto");
        Objects.requireNonNull(random, "random");
        Objects.requireNonNull(spis, "spis");
        Objects.requireNonNull(ports, "ports");
        Objects.requireNonNull(initialContact, "initialContact");
        Objects.requireNonNull(times, "times");
    }
}
