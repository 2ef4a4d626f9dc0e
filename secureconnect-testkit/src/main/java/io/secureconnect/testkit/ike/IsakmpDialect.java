package io.secureconnect.testkit.ike;

import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.session.IkeEffect;
import io.secureconnect.core.ike.v1.exchange.IsakmpTerms;
import io.secureconnect.core.ike.v1.session.IsakmpContext;
import io.secureconnect.core.ike.v1.session.IsakmpSession;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.UdpEndpoint;
import java.time.Instant;
import java.util.List;

/** IKEv1. */
record IsakmpDialect(IsakmpContext context, IsakmpTerms.Source terms, HostPair path) implements Dialect {
    @Override
    public Driven initiate(UdpEndpoint local, UdpEndpoint remote) {
        return new DrivenIsakmp(IsakmpSession.initiate(context, terms, path, local, remote));
    }

    @Override
    public Driven respond(UdpEndpoint local, UdpEndpoint remote) {
        return new DrivenIsakmp(IsakmpSession.respond(context, terms, path, local, remote));
    }

    @Override
    public boolean beginsASession(Datagram datagram) {
        return IsakmpText.beginsASession(datagram, context.ports());
    }

    private record DrivenIsakmp(IsakmpSession session) implements Driven {
        @Override
        public String state() {
            return session.state();
        }

        @Override
        public List<IkeEffect> rekeyIke(Instant now) {
            return session.rekeyPhaseOne(now);
        }

        @Override
        public List<IkeEffect> deleteChild(Spi inbound, Instant now) {
            return session.deleteChild(inbound, now);
        }
    }
}
