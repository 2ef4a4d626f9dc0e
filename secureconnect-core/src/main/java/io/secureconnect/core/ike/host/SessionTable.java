package io.secureconnect.core.ike.host;

import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.UdpEndpoint;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which session a message belongs to: by this host's SPI, or, before the peer knows that one, by its own and its address. */
final class SessionTable {
    /** What an IKE_SA_INIT request is known by when it comes again. */
    record First(long initiatorSpi, UdpEndpoint remote) {}

    private final Map<Long, Held> bySpi = new HashMap<>();
    private final Map<First, Held> byFirst = new HashMap<>();

    Optional<Held> of(long localSpi) {
        return Optional.ofNullable(bySpi.get(localSpi));
    }

    Optional<Held> of(First first) {
        return Optional.ofNullable(byFirst.get(first));
    }

    /** Takes over the SPIs that a session has now; they change when its IKE SA is rekeyed. */
    void update(Held held) {
        Set<Long> spis = held.session.localSpis();
        held.first.ifPresent(first -> byFirst.put(first, held));
        if (!spis.equals(held.knownSpis)) {
            held.knownSpis.forEach(bySpi::remove);
            spis.forEach(spi -> bySpi.put(spi, held));
            held.knownSpis = Set.copyOf(spis);
        }
    }

    /** The ports of all of them. */
    Set<IkePorts> ports() {
        return Stream.concat(bySpi.values().stream(), byFirst.values().stream())
                .map(held -> held.ports)
                .collect(Collectors.toUnmodifiableSet());
    }

    void remove(Held held) {
        held.knownSpis.forEach(bySpi::remove);
        held.first.ifPresent(byFirst::remove);
    }
}
