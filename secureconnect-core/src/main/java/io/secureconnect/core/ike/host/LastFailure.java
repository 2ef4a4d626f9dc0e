package io.secureconnect.core.ike.host;

import io.secureconnect.api.keying.PathNegotiation;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.session.IkeEffect;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What came to nothing last on one path, and whom it is told. */
final class LastFailure {
    private static final Duration TOLD_AGAIN = Duration.ofSeconds(10);

    private final HostContext host;
    private Optional<PathNegotiation.Failure> failure = Optional.empty();
    private Optional<Instant> toldAt = Optional.empty();

    LastFailure(HostContext host) {
        this.host = host;
    }

    /** @param byStranger nobody who was proved to be the peer began it, so it is told now and then only */
    void note(Peering peering, IkeFault fault, boolean byStranger, Instant now) {
        failure = Optional.of(new PathNegotiation.Failure(fault.reason(), fault.detail(), now));
        if (!byStranger
                || toldAt.filter(at -> now.isBefore(at.plus(TOLD_AGAIN))).isEmpty()) {
            toldAt = Optional.of(now);
            host.emit(new IkeEffect.Failed(peering.path(), fault));
        }
    }

    void clear() {
        failure = Optional.empty();
    }

    Optional<PathNegotiation.Failure> last() {
        return failure;
    }
}
