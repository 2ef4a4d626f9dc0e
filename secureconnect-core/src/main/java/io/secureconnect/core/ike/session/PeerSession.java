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
 * What a host needs of a session with one peer on one path, whatever version of IKE it speaks. For one thread at a time. No
 * method throws for what a peer sends. After {@link IkeEffect.Ended} every method returns nothing.
 */
public interface PeerSession {
    /** The side that begins: sends the first message. */
    List<IkeEffect> start(Instant now);

    /** Takes a datagram of this session, the non-ESP marker included on the port of NAT traversal. */
    List<IkeEffect> receive(Datagram datagram, Instant now);

    /** Does what is due; at the earliest at {@link #wakeAt}, earlier calls do nothing. */
    List<IkeEffect> wake(Instant now);

    /** When there will be something to do; empty for not before something comes in. */
    Optional<Instant> wakeAt();

    /** The kernel did not take an SA of an Install effect: its partner goes, and the peer is told. */
    List<IkeEffect> refused(SaId sa, String why, Instant now);

    /** The kernel says that an SA reached its hard limit, and is gone: its partner goes, too, and another child comes. */
    List<IkeEffect> expired(SaId sa, Instant now);

    /** Replaces the child, if it is there and nothing replaces it yet. */
    List<IkeEffect> rekeyChild(Spi inbound, Instant now);

    /** Makes a child, if there is none. */
    List<IkeEffect> createChild(Instant now);

    /** Asks the peer whether it lives, unless a request is on its way anyhow. */
    List<IkeEffect> checkLiveness(Instant now);

    /** Ends the session with a delete exchange; its SAs are removed at once. */
    List<IkeEffect> close(Instant now);

    /** Ends the session without a word to the peer. */
    List<IkeEffect> abandon(Instant now);

    /** The kernel saw ESP of the peer come from another UDP port or address (RFC 7296 §2.23). */
    List<IkeEffect> mappingChanged(UdpEndpoint remote, Instant now);

    /** This host's SPIs of all IKE SAs of the session, by which a receiver finds it. */
    Set<Long> localSpis();

    /** The initiator's SPI of the first IKE SA, by which a repeated IKE_SA_INIT is recognized; 0 before there is one. */
    long initiatorSpi();

    /** Whether this host began the session. */
    boolean isInitiator();

    /** Whether both ends are authenticated. */
    boolean isEstablished();

    boolean isEnded();

    /** The children that are not yet deleted. */
    List<ChildView> children();

    /** When the peer last proved that it lives, by a message that was authentic; empty before it did. */
    Optional<Instant> lastHeard();

    /** How IKE itself is protected now; empty before both ends are authenticated. */
    Optional<IkeProposal> proposal();

    /** Whether a NAT stands between the two ends. */
    boolean natDetected();

    /**
     * Whether one session serves the path however often the ends authenticate each other, as in IKEv1, whose children outlive
     * phase 1: then it takes the first message of another phase 1, too, and {@link #renew}.
     */
    default boolean isPerpetual() {
        return false;
    }

    /** Authenticates both ends and makes the children anew, by the terms that hold now; only if it is perpetual. */
    default List<IkeEffect> renew(Instant now) {
        throw new UnsupportedOperationException("another session takes the place of this one");
    }
}
