package io.secureconnect.core.ike.v1.session;

import io.secureconnect.api.sa.HostPair;
import io.secureconnect.core.ike.session.ChildSpis;
import io.secureconnect.core.ike.session.SessionTimes;
import io.secureconnect.core.ike.v1.crypto.IsakmpCrypto;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.RandomSource;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * What all sessions of a host share that speak IKEv1 on the same ports.
 *
 * @param ports of both ends; a peer is expected to float to the same port of NAT traversal
 * @param initialContact asked when a session proves itself in main mode: whether this host knows nothing of an earlier
 *     contact with the peer of the path (RFC 2407 §4.6.3.3)
 */
public record IsakmpContext(
        IsakmpCrypto crypto,
        RandomSource random,
        ChildSpis spis,
        IkePorts ports,
        Predicate<HostPair> initialContact,
        SessionTimes times) {
    public IsakmpContext {
        Objects.requireNonNull(crypto, "crypto");
        Objects.requireNonNull(random, "random");
        Objects.requireNonNull(spis, "spis");
        Objects.requireNonNull(ports, "ports");
        Objects.requireNonNull(initialContact, "initialContact");
        Objects.requireNonNull(times, "times");
    }
}
