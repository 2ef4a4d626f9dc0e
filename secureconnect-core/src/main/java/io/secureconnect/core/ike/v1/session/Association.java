package io.secureconnect.core.ike.v1.session;

import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.session.ChildView;
import io.secureconnect.core.ike.session.IkeEffect;
import io.secureconnect.core.ike.v1.exchange.IsakmpTerms;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.UdpEndpoint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the parts of one session share. */
final class Association {
    private static final String UNFINISHED = "the session of IKEv1 is under way";
    private final boolean initiator;

    Association(
            IsakmpContext context,
            IsakmpTerms.Source terms,
            HostPair path,
            UdpEndpoint local,
            UdpEndpoint remote,
            boolean initiator) {
        this.initiator = initiator;
    }

    void start(Instant now) {
        throw new UnsupportedOperationException(UNFINISHED);
    }

    List<IkeEffect> done(Instant now) {
        throw new UnsupportedOperationException(UNFINISHED);
    }

    void receive(Datagram datagram, Instant now) {
        throw new UnsupportedOperationException(UNFINISHED);
    }

    void wake(Instant now) {
        throw new UnsupportedOperationException(UNFINISHED);
    }

    Optional<Instant> wakeAt() {
        throw new UnsupportedOperationException(UNFINISHED);
    }

    void refused(SaId sa, String why, Instant now) {
        throw new UnsupportedOperationException(UNFINISHED);
    }

    void expired(SaId sa, Instant now) {
        throw new UnsupportedOperationException(UNFINISHED);
    }

    void rekeyChild(Spi inbound, Instant now) {
        throw new UnsupportedOperationException(UNFINISHED);
    }

    void rekeyPhaseOne(Instant now) {
        throw new UnsupportedOperationException(UNFINISHED);
    }

    void deleteChild(Spi inbound, Instant now) {
        throw new UnsupportedOperationException(UNFINISHED);
    }

    void createChild(Instant now) {
        throw new UnsupportedOperationException(UNFINISHED);
    }

    void checkLiveness(Instant now) {
        throw new UnsupportedOperationException(UNFINISHED);
    }

    void close(Instant now) {
        throw new UnsupportedOperationException(UNFINISHED);
    }

    void end() {
        throw new UnsupportedOperationException(UNFINISHED);
    }

    void mappingChanged(UdpEndpoint remote, Instant now) {
        throw new UnsupportedOperationException(UNFINISHED);
    }

    Set<Long> localCookies() {
        throw new UnsupportedOperationException(UNFINISHED);
    }

    long initiatorCookie() {
        throw new UnsupportedOperationException(UNFINISHED);
    }

    boolean isEstablished() {
        throw new UnsupportedOperationException(UNFINISHED);
    }

    boolean isEnded() {
        throw new UnsupportedOperationException(UNFINISHED);
    }

    List<ChildView> children() {
        throw new UnsupportedOperationException(UNFINISHED);
    }

    Optional<Instant> lastHeard() {
        throw new UnsupportedOperationException(UNFINISHED);
    }

    Optional<IkeProposal> proposal() {
        throw new UnsupportedOperationException(UNFINISHED);
    }

    boolean natDetected() {
        throw new UnsupportedOperationException(UNFINISHED);
    }

    void renew(Instant now) {
        throw new UnsupportedOperationException(UNFINISHED);
    }

    String state() {
        throw new UnsupportedOperationException(UNFINISHED);
    }

    boolean isInitiator() {
        return initiator;
    }
}
