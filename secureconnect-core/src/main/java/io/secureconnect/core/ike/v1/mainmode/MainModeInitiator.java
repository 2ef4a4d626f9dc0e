package io.secureconnect.core.ike.v1.mainmode;

import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.v1.exchange.NatDetection;
import io.secureconnect.core.ike.v1.exchange.PeerAbilities;
import io.secureconnect.core.ike.v1.exchange.Step;
import io.secureconnect.spi.UdpEndpoint;
import java.time.Instant;
import java.util.Optional;

/** The Initiator of main mode. */
public final class MainModeInitiator implements MainMode {
    private static final String UNFINISHED = "main mode is under way";

    public MainModeInitiator(MainModeContext context) {}

    /** Makes message 1. */
    public Step<PhaseOne> start(Instant now) {
        throw new UnsupportedOperationException(UNFINISHED);
    }

    @Override
    public Step<PhaseOne> receive(byte[] message, UdpEndpoint local, UdpEndpoint remote, Instant now) {
        throw new UnsupportedOperationException(UNFINISHED);
    }

    @Override
    public long initiatorCookie() {
        throw new UnsupportedOperationException(UNFINISHED);
    }

    @Override
    public long responderCookie() {
        throw new UnsupportedOperationException(UNFINISHED);
    }

    @Override
    public PeerAbilities peer() {
        throw new UnsupportedOperationException(UNFINISHED);
    }

    @Override
    public NatDetection nat() {
        throw new UnsupportedOperationException(UNFINISHED);
    }

    @Override
    public Optional<IkeFault> hint() {
        throw new UnsupportedOperationException(UNFINISHED);
    }

    @Override
    public String state() {
        throw new UnsupportedOperationException(UNFINISHED);
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException(UNFINISHED);
    }
}
