package io.secureconnect.testkit.ike;

import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.session.IkeEffect;
import io.secureconnect.core.ike.session.PeerSession;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.UdpEndpoint;
import java.time.Instant;
import java.util.List;

/** The version of IKE that an {@link IkeEnd} speaks: makes its sessions by the terms that hold now. */
interface Dialect {
    /** A session that begins when it is started. */
    Driven initiate(UdpEndpoint local, UdpEndpoint remote);

    /** A session for a first message, which it has not received yet. */
    Driven respond(UdpEndpoint local, UdpEndpoint remote);

    /** Whether a responder begins a session with {@code datagram}. */
    boolean beginsASession(Datagram datagram);

    /** A session, and what of it a host does not need but a test does. */
    interface Driven {
        PeerSession session();

        /** For people. */
        String state();

        /** Replaces the SA that protects IKE itself; children stay. */
        List<IkeEffect> rekeyIke(Instant now);

        List<IkeEffect> deleteChild(Spi inbound, Instant now);
    }
}
