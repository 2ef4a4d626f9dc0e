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
 * <p>Sans-IO: octets and the time come in, effects go out, to be executed in their order. For one thread at a time. No
 * method throws for what a peer sends. After {@link IkeEffect.Ended} every method returns nothing.
 */
public final class IkeSession {
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

    /** Initiator: sends IKE_SA_INIT. */
    public List<IkeEffect> start(Instant now) {
        conversation.start(now);
        return conversation.done(now);
    }

    /** Takes a datagram of this session, the non-ESP marker included on the port of NAT traversal. */
    public List<IkeEffect> receive(Datagram datagram, Instant now) {
        conversation.receive(datagram, now);
        return conversation.done(now);
    }

    /** Does what is due; at the earliest at {@link #wakeAt}, earlier calls do nothing. */
    public List<IkeEffect> wake(Instant now) {
        conversation.wake(now);
        return conversation.done(now);
    }

    /** When there will be something to do; empty for not before something comes in. */
    public Optional<Instant> wakeAt() {
        return conversation.wakeAt();
    }

    /** The kernel did not take an SA of an Install effect: its partner goes, and the peer is told. */
    public List<IkeEffect> refused(SaId sa, String why, Instant now) {
        conversation.refused(sa, why);
        return conversation.done(now);
    }

    /** The kernel says that an SA reached its hard limit, and is gone: its partner goes, too, and another child comes. */
    public List<IkeEffect> expired(SaId sa, Instant now) {
        conversation.expired(sa);
        return conversation.done(now);
    }

    /** Replaces the child, if it is there and nothing replaces it yet. */
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

    /** Makes a child, if there is none. */
    public List<IkeEffect> createChild(Instant now) {
        conversation.enqueue(new CreateChildLocal());
        return conversation.done(now);
    }

    /** Asks the peer whether it lives, unless a request is on its way anyhow. */
    public List<IkeEffect> checkLiveness(Instant now) {
        conversation.checkLiveness();
        return conversation.done(now);
    }

    /** Ends the session with a delete exchange; its SAs are removed at once. */
    public List<IkeEffect> close(Instant now) {
        conversation.close();
        return conversation.done(now);
    }

    /** Ends the session without a word to the peer. */
    public List<IkeEffect> abandon(Instant now) {
        conversation.end();
        return conversation.done(now);
    }

    /** The kernel saw ESP of the peer come from another UDP port or address (RFC 7296 §2.23). */
    public List<IkeEffect> mappingChanged(UdpEndpoint remote, Instant now) {
        conversation.mappingChanged(remote);
        return conversation.done(now);
    }

    /** This host's SPIs of all IKE SAs of the session, by which a receiver finds it. */
    public Set<Long> localSpis() {
        return conversation.ikeSas().localSpis();
    }

    /** The initiator's SPI of the first IKE SA, by which a repeated IKE_SA_INIT is recognized; 0 before there is one. */
    public long initiatorSpi() {
        return conversation.initiatorSpi();
    }

    /** Whether this host began the session. */
    public boolean isInitiator() {
        return conversation.isInitiator();
    }

    /** Whether both ends are authenticated. */
    public boolean isEstablished() {
        return conversation.isEstablished();
    }

    public boolean isEnded() {
        return conversation.isEnded();
    }

    /** The children that are not yet deleted. */
    public List<ChildView> children() {
        return conversation.children().views();
    }

    /** Where the peer is, as seen from here. */
    public UdpEndpoint remote() {
        return conversation.link().remote();
    }

    /** When the peer last proved that it lives, by a message that was authentic; empty before it did. */
    public Optional<Instant> lastHeard() {
        return conversation.lastHeard();
    }

    /** How IKE itself is protected now; empty before both ends are authenticated. */
    public Optional<IkeProposal> proposal() {
        return conversation.current().established().map(Established::proposal);
    }

    /** Whether a NAT stands between the two ends. */
    public boolean natDetected() {
        return conversation.link().nat().isDetected();
    }

    /** The state as procedure, side and exchange, for transcripts and status. */
    public String state() {
        return conversation.state();
    }
}
