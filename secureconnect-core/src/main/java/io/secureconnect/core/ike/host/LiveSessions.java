package io.secureconnect.core.ike.host;

import io.secureconnect.core.ike.session.IkeSession;
import io.secureconnect.core.ike.session.PeerSession;
import io.secureconnect.core.ike.session.PeerTerms;
import io.secureconnect.core.ike.session.SessionContext;
import io.secureconnect.spi.UdpEndpoint;

/** The sessions of {@link IkeSession}. */
final class LiveSessions implements SessionFactory {
    private final SessionContext context;

    LiveSessions(SessionContext context) {
        this.context = context;
    }

    @Override
    public PeerSession initiate(PeerTerms terms, UdpEndpoint local, UdpEndpoint remote) {
        return IkeSession.initiate(context, terms, local, remote);
    }

    @Override
    public PeerSession respond(PeerTerms terms, UdpEndpoint local, UdpEndpoint remote) {
        return IkeSession.respond(context, terms, local, remote);
    }
}
