package io.secureconnect.core.ike.session;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.SecurityAssociation;
import io.secureconnect.api.sa.Spi;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One child, from the moment both ends agree on it until nothing of it is left in the kernel. */
final class Child {
    /** How far a child has come. */
    enum Phase {
        /** It serves. */
        INSTALLED,
        /** Another one took, or takes, its place; the exchange that deletes it is still to come. */
        REPLACED,
        /** This host's delete is on its way. */
        DELETING,
        /** Deleted at both ends; the inbound SA waits for stragglers. */
        LINGERING
    }

    private final Spi inbound;
    private final Spi outbound;
    private final EspParameters parameters;
    private Phase phase = Phase.INSTALLED;
    private boolean inboundInstalled;
    private boolean outboundInstalled;
    private boolean unconfirmed;
    private @Nullable SecurityAssociation waitingOutbound;
    private @Nullable Child remoteSuccessor;
    private @Nullable Bytes lowerNonce;

    Child(Spi inbound, Spi outbound, EspParameters parameters) {
        this.inbound = inbound;
        this.outbound = outbound;
        this.parameters = parameters;
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

    Phase phase() {
        return phase;
    }

    void phase(Phase next) {
        phase = next;
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

    /** The outbound SA, while the peer may not expect it yet; whoever takes it installs or wipes it. */
    Optional<SecurityAssociation> takeWaitingOutbound() {
        Optional<SecurityAssociation> taken = Optional.ofNullable(waitingOutbound);
        waitingOutbound = null;
        return taken;
    }

    /** Whether the peer may not know yet that there is this child: it made the request, and may wait for the response. */
    boolean isUnknownToPeer() {
        return waitingOutbound != null;
    }

    /** Whether the peer asked for it and has asked for nothing since, so that the response may still be under way. */
    boolean isUnconfirmed() {
        return unconfirmed;
    }

    void unconfirmed(boolean silent) {
        unconfirmed = silent;
    }

    void waitingOutbound(SecurityAssociation outboundSa) {
        waitingOutbound = outboundSa;
    }

    /** The child by which the peer replaces this one. */
    Optional<Child> remoteSuccessor() {
        return Optional.ofNullable(remoteSuccessor);
    }

    /** @param lower the lower nonce of the exchange that made it, should this host replace the child at the same time */
    void remoteSuccessor(Child successor, Bytes lower) {
        remoteSuccessor = successor;
        lowerNonce = lower;
    }

    Bytes remoteLowerNonce() {
        return lowerNonce == null ? Bytes.empty() : lowerNonce;
    }

    /** The successor came to nothing. */
    void forgetRemoteSuccessor() {
        remoteSuccessor = null;
        lowerNonce = null;
    }

    ChildView view() {
        return new ChildView(inbound, outbound, parameters, phase != Phase.INSTALLED);
    }
}
