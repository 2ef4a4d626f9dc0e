package io.secureconnect.core.ike.v1.mainmode;

import io.secureconnect.api.policy.UdpEncapsulation;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.v1.auth.PhaseOneAuthentication;
import io.secureconnect.core.ike.v1.exchange.IsakmpTerms;
import io.secureconnect.core.ike.v1.exchange.NatDetection;
import io.secureconnect.core.ike.v1.exchange.PeerAbilities;
import io.secureconnect.core.ike.v1.keys.Cookies;
import io.secureconnect.core.ike.v1.negotiate.PhaseOneProposals;
import io.secureconnect.core.ike.v1.registry.AuthenticationMethod;
import io.secureconnect.core.ike.v1.registry.ExchangeType;
import io.secureconnect.core.ike.v1.wire.IsakmpHead;
import java.nio.ByteBuffer;
import java.util.Optional;

/** What all stages of one main mode share. Nothing of it is secret. */
final class Negotiation {
    static final int NONCE_OCTETS = 32;

    private final MainModeContext context;
    private final boolean initiator;
    private final PhaseOneAuthentication authentication;
    private Cookies cookies;
    private PeerAbilities peer = PeerAbilities.none();
    private NatDetection nat = NatDetection.none();
    private Optional<IkeFault> hint = Optional.empty();
    private Optional<Bytes> farewell = Optional.empty();

    Negotiation(MainModeContext context, boolean initiator) {
        this.context = context;
        this.initiator = initiator;
        this.authentication = context.terms().authentication().begin(initiator);
        long own = cookie();
        this.cookies = initiator ? new Cookies(own, 0) : new Cookies(0, own);
    }

    private long cookie() {
        long drawn;
        do {
            drawn = ByteBuffer.wrap(context.random().octets(Long.BYTES)).getLong();
        } while (drawn == 0);
        return drawn;
    }

    /** A message id for an exchange beside this one. */
    int messageId() {
        int drawn;
        do {
            drawn = ByteBuffer.wrap(context.random().octets(Integer.BYTES)).getInt();
        } while (drawn == 0);
        return drawn;
    }

    MainModeContext context() {
        return context;
    }

    IsakmpTerms terms() {
        return context.terms();
    }

    boolean isInitiator() {
        return initiator;
    }

    PhaseOneAuthentication authentication() {
        return authentication;
    }

    boolean isPreShared() {
        return authentication.method() == AuthenticationMethod.PRE_SHARED_KEY.number();
    }

    PhaseOneProposals proposals() {
        return new PhaseOneProposals(terms().ikeProposals(), authentication.method(), terms().ikeLifetime());
    }

    /** Whether this host is to look as if it were behind a NAT, so that both ends encapsulate. */
    boolean pretends() {
        return terms().udpEncapsulation() == UdpEncapsulation.FORCE;
    }

    Cookies cookies() {
        return cookies;
    }

    /** Remembers the other end's, from the first message of it that is taken. */
    void isCalled(long peersCookie) {
        cookies = initiator
                ? new Cookies(cookies.initiator(), peersCookie)
                : new Cookies(peersCookie, cookies.responder());
    }

    PeerAbilities peer() {
        return peer;
    }

    void peer(PeerAbilities abilities) {
        peer = abilities;
    }

    NatDetection nat() {
        return nat;
    }

    void nat(NatDetection detected) {
        nat = detected;
    }

    Optional<IkeFault> hint() {
        return hint;
    }

    /** Remembers what this end has found wrong itself. */
    void found(IkeFault fault) {
        hint = Optional.of(fault);
    }

    /** Remembers what others seem to say is wrong, if this end has found nothing. */
    void heard(IkeFault fault) {
        hint = hint.or(() -> Optional.of(fault));
    }

    Optional<Bytes> farewell() {
        return farewell;
    }

    /** Remembers what a peer that takes itself for believed must hear if it stays so. */
    void farewell(Bytes message) {
        farewell = Optional.of(message);
    }

    /** The peer has gone on, so whatever seemed wrong was somebody else's. */
    void goesOn() {
        hint = Optional.empty();
        farewell = Optional.empty();
    }

    /** Of a message of main mode. */
    IsakmpHead head(boolean encrypted) {
        return head(ExchangeType.MAIN_MODE, encrypted, 0);
    }

    IsakmpHead head(ExchangeType type, boolean encrypted, int messageId) {
        return new IsakmpHead(
                cookies.initiator(),
                cookies.responder(),
                IsakmpHead.IKEV1,
                type.number(),
                encrypted,
                false,
                false,
                messageId);
    }
}
