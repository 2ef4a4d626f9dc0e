package io.secureconnect.core.ike.v1.session;

import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.SecurityAssociation;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.session.ChildView;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A pair of ESP SAs, from the moment one of them is in the kernel until none is. */
final class Child {
    /** How far a child has come. */
    enum Phase {
        /** It receives; the peer may not expect yet what would be sent. */
        OPENING,
        /** It serves. */
        SERVING,
        /** A younger one sends in its place; it still receives what the peer sends by it. */
        REPLACED,
        /** The peer says that it knows nothing of it; it stays until there is another one. */
        FORGOTTEN
    }

    private final Spi inbound;
    private final Spi outbound;
    private final EspParameters parameters;
    private final boolean initiator;
    private final Moment begun;
    private Phase phase = Phase.OPENING;
    private @Nullable Moment done;
    private boolean inboundInstalled;
    private boolean outboundInstalled;
    private @Nullable SecurityAssociation waitingOutbound;

    /**
     * A child whose SAs are agreed on.
     *
     * @param initiator whether this host began the quick mode that made it
     * @param begun when that began
     */
    Child(Spi inbound, Spi outbound, EspParameters parameters, boolean initiator, Moment begun) {
        this.inbound = inbound;
        this.outbound = outbound;
        this.parameters = parameters;
        this.initiator = initiator;
        this.begun = begun;
    }

    Spi inbound() {
        return inbound;
    }

    Spi outbound() {
        return outbound;
    }

    EspParameters parameters() {
        return parameters;
    }

    boolean isInitiator() {
        return initiator;
    }

    Moment begun() {
        return begun;
    }

    /** When its last message was sent or came; empty if it did not. */
    Optional<Moment> done() {
        return Optional.ofNullable(done);
    }

    Phase phase() {
        return phase;
    }

    void phase(Phase next) {
        phase = next;
    }

    void done(Moment moment) {
        done = moment;
    }

    boolean isInboundInstalled() {
        return inboundInstalled;
    }

    void inboundInstalled(boolean installed) {
        inboundInstalled = installed;
    }

    boolean isOutboundInstalled() {
        return outboundInstalled;
    }

    void outboundInstalled(boolean installed) {
        outboundInstalled = installed;
    }

    void waitingOutbound(SecurityAssociation sa) {
        waitingOutbound = sa;
    }

    /** The outbound SA, while the peer may not expect it yet; whoever takes it installs or wipes it. */
    Optional<SecurityAssociation> takeWaitingOutbound() {
        Optional<SecurityAssociation> taken = Optional.ofNullable(waitingOutbound);
        waitingOutbound = null;
        return taken;
    }

    ChildView view() {
        return new ChildView(inbound, outbound, parameters, phase != Phase.SERVING);
    }
}
