package io.secureconnect.testkit.ike;

import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.session.IkeEffect;
import io.secureconnect.core.ike.session.IkeSession;
import io.secureconnect.core.ike.session.PeerTerms;
import io.secureconnect.core.ike.session.SessionContext;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.UdpEndpoint;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** IKEv2. */
record IkeDialect(SessionContext context, Supplier<PeerTerms> terms) implements Dialect {
    @Override
    public Driven initiate(UdpEndpoint local, UdpEndpoint remote) {
        return new DrivenIke(IkeSession.initiate(context, terms.get(), local, remote));
    }

    @Override
    public Driven respond(UdpEndpoint local, UdpEndpoint remote) {
        return new DrivenIke(IkeSession.respond(context, terms.get(), local, remote));
    }

    @Override
    public boolean beginsASession(Datagram datagram) {
        return MessageText.beginsASession(datagram, context.ports());
    }

    private record DrivenIke(IkeSession session) implements Driven {
        @Override
        public String state() {
            return session.state();
        }

        @Override
        public List<IkeEffect> rekeyIke(Instant now) {
            return session.rekeyIke(now);
        }

        @Override
        public List<IkeEffect> deleteChild(Spi inbound, Instant now) {
            return session.deleteChild(inbound, now);
        }
    }
}
