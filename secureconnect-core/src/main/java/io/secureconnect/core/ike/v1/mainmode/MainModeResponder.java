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
 * The side of main mode that answers. It never speaks unasked: an answer that was lost is given again when the peer repeats
 * itself, also the last one, so it is kept for a while after it is done.
 */
public final class MainModeResponder implements MainMode {
    private final Course course;

    public MainModeResponder(MainModeContext context) {
        Negotiation negotiation = new Negotiation(context, false);
        this.course = new Course(negotiation);
        course.begin(new ResponderIdle(negotiation));
    }

    @Override
    public Step<PhaseOne> receive(byte[] message, UdpEndpoint local, UdpEndpoint remote, Instant now) {
        return course.receive(message, new Arrival(local, remote, now));
    }

    @Override
    public long initiatorCookie() {
        return course.negotiation().cookies().initiator();
    }

    @Override
    public long responderCookie() {
        return course.negotiation().cookies().responder();
    }

    @Override
    public PeerAbilities peer() {
        return course.negotiation().peer();
    }

    @Override
    public NatDetection nat() {
        return course.negotiation().nat();
    }

    @Override
    public Optional<IkeFault> hint() {
        return course.negotiation().hint();
    }

    @Override
    public Optional<Bytes> farewell() {
        return course.negotiation().farewell();
    }

    @Override
    public String state() {
        return "MainModeResponder" + course.state();
    }

    @Override
    public void close() {
        course.close();
    }
}
