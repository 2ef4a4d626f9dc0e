package io.secureconnect.core.ike.session;

import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.UdpEndpoint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything between this host and one peer on one path that began with one IKE_SA_INIT, through all the rekeyings of its
 * IKE SA (RFC 7296).
 *
 * <p>Sans-IO: octets and the time come in, effects go out, to be executed in their order. For one thread at a time.
 */
public final class IkeSession implements PeerSession {
    private final Conversation conversation;

    private IkeSession(Conversation conversation) {
        this.conversation = conversation;
    }

    /** The side that sends IKE_SA_INIT, with {@link #start}. */
    public static IkeSession initiate(SessionContext context, PeerTerms terms, UdpEndpoint local, UdpEndpoint remote) {
        return new IkeSession(new Conversation(context, terms, local, remote, true));
    }

    /** The side that receives IKE_SA_INIT, as its first {@link #receive}. */
    public static IkeSession respond(SessionContext context, PeerTerms terms, UdpEndpoint local, UdpEndpoint remote) {
        return new IkeSession(new Conversation(context, terms, local, remote, false));
    }

    @Override
    public List<IkeEffect> start(Instant now) {
        conversation.start(now);
        return conversation.done(now);
    }

    @Override
    public List<IkeEffect> receive(Datagram datagram, Instant now) {
        conversation.receive(datagram, now);
        return conversation.done(now);
    }

    @Override
    public List<IkeEffect> wake(Instant now) {
        conversation.wake(now);
        return conversation.done(now);
    }

    @Override
    public Optional<Instant> wakeAt() {
        return conversation.wakeAt();
    }

    @Override
    public List<IkeEffect> refused(SaId sa, String why, Instant now) {
        conversation.refused(sa, why);
        return conversation.done(now);
    }

    @Override
    public List<IkeEffect> expired(SaId sa, Instant now) {
        conversation.expired(sa);
        return conversation.done(now);
    }

    @Override
    public List<IkeEffect> rekeyChild(Spi inbound, Instant now) {
        conversation.children().byInbound(inbound).ifPresent(conversation::rekey);
        return conversation.done(now);
    }

    /** Replaces the IKE SA; its children stay as they are. */
    public List<IkeEffect> rekeyIke(Instant now) {
        conversation.enqueue(new RekeyIkeLocalCreate());
        return conversation.done(now);
    }

    /** Deletes the child at both ends. */
    public List<IkeEffect> deleteChild(Spi inbound, Instant now) {
        conversation.children().byInbound(inbound).ifPresent(child -> conversation.enqueue(DeleteChildLocal.of(child)));
        return conversation.done(now);
    }

    @Override
    public List<IkeEffect> createChild(Instant now) {
        conversation.enqueue(new CreateChildLocal());
        return conversation.done(now);
    }

    @Override
    public List<IkeEffect> checkLiveness(Instant now) {
        conversation.checkLiveness();
        return conversation.done(now);
    }

    @Override
    public List<IkeEffect> close(Instant now) {
        conversation.close();
        return conversation.done(now);
    }

    @Override
    public List<IkeEffect> abandon(Instant now) {
        conversation.end();
        return conversation.done(now);
    }

    @Override
    public List<IkeEffect> mappingChanged(UdpEndpoint remote, Instant now) {
        conversation.mappingChanged(remote);
        return conversation.done(now);
    }

    @Override
    public Set<Long> localSpis() {
        return conversation.ikeSas().localSpis();
    }

    @Override
    public long initiatorSpi() {
        return conversation.initiatorSpi();
    }

    @Override
    public boolean isInitiator() {
        return conversation.isInitiator();
    }

    @Override
    public boolean isEstablished() {
        return conversation.isEstablished();
    }

    @Override
    public boolean isEnded() {
        return conversation.isEnded();
    }

    @Override
    public List<ChildView> children() {
        return conversation.children().views();
    }

    /** Where the peer is, as seen from here. */
    public UdpEndpoint remote() {
        return conversation.link().remote();
    }

    @Override
    public Optional<Instant> lastHeard() {
        return conversation.lastHeard();
    }

    @Override
    public Optional<IkeProposal> proposal() {
        return conversation.current().established().map(Established::proposal);
    }

    @Override
    public boolean natDetected() {
        return conversation.link().nat().isDetected();
    }

    /** The state as procedure, side and exchange, for transcripts and status. */
    public String state() {
        return conversation.state();
    }
}
