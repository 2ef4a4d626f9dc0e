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
    private IkeSession() {}

    /** The side that sends IKE_SA_INIT, with {@link #start}. */
    public static IkeSession initiate(SessionContext context, PeerTerms terms, UdpEndpoint local, UdpEndpoint remote) {
        throw new UnsupportedOperationException("IKE sessions");
    }

    /** The side that receives IKE_SA_INIT, as its first {@link #receive}. */
    public static IkeSession respond(SessionContext context, PeerTerms terms, UdpEndpoint local, UdpEndpoint remote) {
        throw new UnsupportedOperationException("IKE sessions");
    }

    /** Initiator: sends IKE_SA_INIT. */
    public List<IkeEffect> start(Instant now) {
        return List.of();
    }

    /** Takes a datagram of this session, the non-ESP marker included on the port of NAT traversal. */
    public List<IkeEffect> receive(Datagram datagram, Instant now) {
        return List.of();
    }

    /** Does what is due; at the earliest at {@link #wakeAt}, earlier calls do nothing. */
    public List<IkeEffect> wake(Instant now) {
        return List.of();
    }

    public Optional<Instant> wakeAt() {
        return Optional.empty();
    }

    /** The kernel did not take an SA of an Install effect. */
    public List<IkeEffect> refused(SaId sa, String why, Instant now) {
        return List.of();
    }

    /** The kernel says that an SA reached its hard limit, and is gone: its partner goes, too. */
    public List<IkeEffect> expired(SaId sa, Instant now) {
        return List.of();
    }

    /** Replaces the child, if it is there and nothing replaces it yet. */
    public List<IkeEffect> rekeyChild(Spi inbound, Instant now) {
        return List.of();
    }

    public List<IkeEffect> rekeyIke(Instant now) {
        return List.of();
    }

    public List<IkeEffect> deleteChild(Spi inbound, Instant now) {
        return List.of();
    }

    /** Makes a child, if there is none. */
    public List<IkeEffect> createChild(Instant now) {
        return List.of();
    }

    /** Asks the peer whether it lives, unless a request is on its way anyhow. */
    public List<IkeEffect> checkLiveness(Instant now) {
        return List.of();
    }

    /** Ends the session with a delete exchange; its SAs are removed at once. */
    public List<IkeEffect> close(Instant now) {
        return List.of();
    }

    /** Ends the session without a word to the peer. */
    public List<IkeEffect> abandon(Instant now) {
        return List.of();
    }

    /** The kernel saw ESP of the peer come from another UDP port or address (RFC 7296 §2.23). */
    public List<IkeEffect> mappingChanged(UdpEndpoint remote, Instant now) {
        return List.of();
    }

    /** This host's SPIs of all IKE SAs of the session, by which a receiver finds it. */
    public Set<Long> localSpis() {
        return Set.of();
    }

    /** The initiator's SPI of the first IKE SA, by which a repeated IKE_SA_INIT is recognized. */
    public long initiatorSpi() {
        return 0;
    }

    /** Whether this host began the session. */
    public boolean isInitiator() {
        return false;
    }

    public boolean isEstablished() {
        return false;
    }

    public boolean isEnded() {
        return false;
    }

    public List<ChildView> children() {
        return List.of();
    }

    public UdpEndpoint remote() {
        throw new UnsupportedOperationException("IKE sessions");
    }

    /** When the peer last proved that it lives, by a message that was authentic; empty before it did. */
    public Optional<Instant> lastHeard() {
        return Optional.empty();
    }

    /** How IKE itself is protected now; empty before that is agreed on. */
    public Optional<IkeProposal> proposal() {
        return Optional.empty();
    }

    /** Whether a NAT stands between the two ends. */
    public boolean natDetected() {
        return false;
    }

    /** The state as procedure, side and exchange, for transcripts and status. */
    public String state() {
        return "";
    }
}
