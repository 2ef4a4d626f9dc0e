package io.secureconnect.core.ike.host;

import io.secureconnect.core.ike.session.PeerSession;
import io.secureconnect.core.ike.session.PeerTerms;
import io.secureconnect.spi.UdpEndpoint;

/** Makes the sessions of a host. */
interface SessionFactory {
    PeerSession initiate(PeerTerms terms, UdpEndpoint local, UdpEndpoint remote);

    PeerSession respond(PeerTerms terms, UdpEndpoint local, UdpEndpoint remote);
}
