package io.secureconnect.core.ike.host;

import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.session.ChildView;
import io.secureconnect.core.ike.session.IkeEffect;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.UdpEndpoint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A session as its host needs it; each method is {@link io.secureconnect.core.ike.session.IkeSession}'s of that name. */
interface PeerSession {
    List<IkeEffect> start(Instant now);

    List<IkeEffect> receive(Datagram datagram, Instant now);

    List<IkeEffect> wake(Instant now);

    Optional<Instant> wakeAt();

    List<IkeEffect> refused(SaId sa, String why, Instant now);

    List<IkeEffect> expired(SaId sa, Instant now);

    List<IkeEffect> rekeyChild(Spi inbound, Instant now);

    List<IkeEffect> createChild(Instant now);

    List<IkeEffect> checkLiveness(Instant now);

    List<IkeEffect> close(Instant now);

    List<IkeEffect> abandon(Instant now);

    List<IkeEffect> mappingChanged(UdpEndpoint remote, Instant now);

    Set<Long> localSpis();

    long initiatorSpi();

    boolean isInitiator();

    boolean isEstablished();

    boolean isEnded();

    List<ChildView> children();

    /** When the peer last proved that it lives; empty before it did. */
    Optional<Instant> lastHeard();

    /** How IKE itself is protected; empty before that is agreed on. */
    Optional<IkeProposal> proposal();

    boolean natDetected();
}
