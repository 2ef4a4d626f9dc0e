package io.secureconnect.core.ike.v1.session;

import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.session.ChildView;
import io.secureconnect.core.ike.session.IkeEffect;
import io.secureconnect.core.ike.session.PeerSession;
import io.secureconnect.core.ike.v1.exchange.IsakmpTerms;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.UdpEndpoint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything between this host and one peer on one path with IKEv1, for good: all ISAKMP SAs, whoever began them, and the
 * children, which outlive the ISAKMP SA they were made under (RFC 2408, RFC 2409).
 *
 * <p>Sans-IO: octets and the time come in, effects go out, to be executed in their order. For one thread at a time.
 */
public final class IsakmpSession implements PeerSession {
    private final Association association;

    private IsakmpSession(Association association) {
        this.association = association;
    }

    /** The side that sends the first message of main mode, with {@link #start}. */
    public static IsakmpSession initiate(
            IsakmpContext context, IsakmpTerms.Source terms, HostPair path, UdpEndpoint local, UdpEndpoint remote) {
        return new IsakmpSession(new Association(context, terms, path, local, remote, true));
    }

    /** The side that receives the first message of main mode, as its first {@link #receive}. */
    public static IsakmpSession respond(
            IsakmpContext context, IsakmpTerms.Source terms, HostPair path, UdpEndpoint local, UdpEndpoint remote) {
        return new IsakmpSession(new Association(context, terms, path, local, remote, false));
    }

    Association association() {
        return association;
    }

    @Override
    public List<IkeEffect> start(Instant now) {
        association.start(now);
        return association.done(now);
    }

    @Override
    public List<IkeEffect> receive(Datagram datagram, Instant now) {
        association.receive(datagram, now);
        return association.done(now);
    }

    @Override
    public List<IkeEffect> wake(Instant now) {
        association.wake(now);
        return association.done(now);
    }

    @Override
    public Optional<Instant> wakeAt() {
        return association.wakeAt();
    }

    @Override
    public List<IkeEffect> refused(SaId sa, String why, Instant now) {
        association.upkeep().refused(sa, why, now);
        return association.done(now);
    }

    @Override
    public List<IkeEffect> expired(SaId sa, Instant now) {
        association.upkeep().expired(sa, now);
        return association.done(now);
    }

    @Override
    public List<IkeEffect> rekeyChild(Spi inbound, Instant now) {
        association.upkeep().rekeyChild(inbound, now);
        return association.done(now);
    }

    /** Makes another ISAKMP SA in time for this one; children stay. */
    public List<IkeEffect> rekeyPhaseOne(Instant now) {
        association.rekeyPhaseOne(now);
        return association.done(now);
    }

    /** Ends the ISAKMP SAs, and tells the peer; children stay, and another one is made when it is needed. */
    public List<IkeEffect> deletePhaseOne(Instant now) {
        association.deletePhaseOne(now);
        return association.done(now);
    }

    /** Removes a child and tells the peer, which does not answer that. */
    public List<IkeEffect> deleteChild(Spi inbound, Instant now) {
        association.upkeep().deleteChild(inbound, now);
        return association.done(now);
    }

    @Override
    public List<IkeEffect> createChild(Instant now) {
        association.upkeep().createChild(now);
        return association.done(now);
    }

    /** Asks the peer whether it lives, if it knows how to answer (RFC 3706); else replaces the child, which asks as well. */
    @Override
    public List<IkeEffect> checkLiveness(Instant now) {
        association.checkLiveness(now);
        return association.done(now);
    }

    /** Ends the session: SAs are removed at once, and the peer is told, which does not answer that (RFC 2408 §5.15). */
    @Override
    public List<IkeEffect> close(Instant now) {
        association.close(now);
        return association.done(now);
    }

    @Override
    public List<IkeEffect> abandon(Instant now) {
        association.end();
        return association.done(now);
    }

    @Override
    public List<IkeEffect> mappingChanged(UdpEndpoint remote, Instant now) {
        association.mappingChanged(remote, now);
        return association.done(now);
    }

    /** The cookies that this host chose, of all ISAKMP SAs that stand or are under way. */
    @Override
    public Set<Long> localSpis() {
        return association.localCookies();
    }

    /** The initiator's cookie of the first main mode; 0 before there is one. */
    @Override
    public long initiatorSpi() {
        return association.initiatorCookie();
    }

    @Override
    public boolean isInitiator() {
        return association.isInitiator();
    }

    @Override
    public boolean isEstablished() {
        return association.isEstablished();
    }

    @Override
    public boolean isEnded() {
        return association.isEnded();
    }

    @Override
    public List<ChildView> children() {
        return association.views();
    }

    @Override
    public Optional<Instant> lastHeard() {
        return association.lastHeard();
    }

    /** How the ISAKMP SA in use is protected, or the last one was. */
    @Override
    public Optional<IkeProposal> proposal() {
        return association.proposal();
    }

    @Override
    public boolean natDetected() {
        return association.natDetected();
    }

    @Override
    public boolean isPerpetual() {
        return true;
    }

    @Override
    public List<IkeEffect> renew(Instant now) {
        association.renew(now);
        return association.done(now);
    }

    /** What is under way, for transcripts and status. */
    public String state() {
        return association.state();
    }
}
