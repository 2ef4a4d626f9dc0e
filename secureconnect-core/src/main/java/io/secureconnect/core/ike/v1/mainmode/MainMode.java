package io.secureconnect.core.ike.v1.mainmode;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.v1.exchange.NatDetection;
import io.secureconnect.core.ike.v1.exchange.PeerAbilities;
import io.secureconnect.core.ike.v1.exchange.Step;
import io.secureconnect.spi.UdpEndpoint;
import java.time.Instant;
import java.util.Optional;

/**
 * One side of one main mode. Whatever a message is like that nobody vouches for, it does not end a main mode that has begun: it
 * is ignored, and what was wrong with it is kept as a hint, to be told if nothing better comes in time. For one thread at a time.
 */
public interface MainMode extends AutoCloseable {
    /**
     * Takes a message of main mode, or one of an informational exchange with the same cookies while main mode is not over.
     *
     * @param message whole, without non-ESP marker
     * @param local where it came in
     * @param remote where it came from
     */
    Step<PhaseOne> receive(byte[] message, UdpEndpoint local, UdpEndpoint remote, Instant now);

    /** CKY-I; 0 at a responder that has not heard of it. */
    long initiatorCookie();

    /** CKY-R; 0 at an initiator that has not heard of it. */
    long responderCookie();

    /** What the peer can, as far as it has said. */
    PeerAbilities peer();

    /** What stands between both ends, as far as it is known: at the responder with message 3, at the initiator with message 4. */
    NatDetection nat();

    /** Why it may come to nothing: what was wrong with a message that was ignored, or what the peer said in clear. */
    Optional<IkeFault> hint();

    /**
     * What the peer must be told when this end gives up: a responder that was not believed has an ISAKMP SA, and does not know
     * that it stands alone. Empty if it has none.
     */
    Optional<Bytes> farewell();

    /** What it waits for, for people: such as {@code MainModeInitiator awaits message 4}. */
    String state();

    /** Wipes what is secret; what came out of it lives on. Afterwards every message is ignored. */
    @Override
    void close();
}
