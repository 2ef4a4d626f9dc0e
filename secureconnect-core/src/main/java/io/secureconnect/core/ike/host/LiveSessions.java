package io.secureconnect.core.ike.host;

import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.session.ChildView;
import io.secureconnect.core.ike.session.IkeEffect;
import io.secureconnect.core.ike.session.IkeSession;
import io.secureconnect.core.ike.session.PeerTerms;
import io.secureconnect.core.ike.session.SessionContext;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.UdpEndpoint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The sessions of {@link IkeSession}. */
final class LiveSessions implements SessionFactory {
    private final SessionContext context;

    LiveSessions(SessionContext context) {
        this.context = context;
    }

    @Override
    public PeerSession initiate(PeerTerms terms, UdpEndpoint local, UdpEndpoint remote) {
        return new Live(IkeSession.initiate(context, terms, local, remote));
    }

    @Override
    public PeerSession respond(PeerTerms terms, UdpEndpoint local, UdpEndpoint remote) {
        return new Live(IkeSession.respond(context, terms, local, remote));
    }

    private record Live(IkeSession session) implements PeerSession {
        @Override
        public List<IkeEffect> start(Instant now) {
            return session.start(now);
        }

        @Override
        public List<IkeEffect> receive(Datagram datagram, Instant now) {
            return session.receive(datagram, now);
        }

        @Override
        public List<IkeEffect> wake(Instant now) {
            return session.wake(now);
        }

        @Override
        public Optional<Instant> wakeAt() {
            return session.wakeAt();
        }

        @Override
        public List<IkeEffect> refused(SaId sa, String why, Instant now) {
            return session.refused(sa, why, now);
        }

        @Override
        public List<IkeEffect> expired(SaId sa, Instant now) {
            return session.expired(sa, now);
        }

        @Override
        public List<IkeEffect> rekeyChild(Spi inbound, Instant now) {
            return session.rekeyChild(inbound, now);
        }

        @Override
        public List<IkeEffect> createChild(Instant now) {
            return session.createChild(now);
        }

        @Override
        public List<IkeEffect> checkLiveness(Instant now) {
            return session.checkLiveness(now);
        }

        @Override
        public List<IkeEffect> close(Instant now) {
            return session.close(now);
        }

        @Override
        public List<IkeEffect> abandon(Instant now) {
            return session.abandon(now);
        }

        @Override
        public List<IkeEffect> mappingChanged(UdpEndpoint remote, Instant now) {
            return session.mappingChanged(remote, now);
        }

        @Override
        public Set<Long> localSpis() {
            return session.localSpis();
        }

        @Override
        public long initiatorSpi() {
            return session.initiatorSpi();
        }

        @Override
        public boolean isInitiator() {
            return session.isInitiator();
        }

        @Override
        public boolean isEstablished() {
            return session.isEstablished();
        }

        @Override
        public boolean isEnded() {
            return session.isEnded();
        }

        @Override
        public List<ChildView> children() {
            return session.children();
        }

        @Override
        public Optional<Instant> lastHeard() {
            return session.lastHeard();
        }

        @Override
        public Optional<IkeProposal> proposal() {
            return session.proposal();
        }

        @Override
        public boolean natDetected() {
            return session.natDetected();
        }
    }
}
