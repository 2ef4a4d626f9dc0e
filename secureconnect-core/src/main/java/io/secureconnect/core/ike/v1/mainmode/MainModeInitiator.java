package io.secureconnect.core.ike.v1.mainmode;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.v1.exchange.NatDetection;
import io.secureconnect.core.ike.v1.exchange.PeerAbilities;
import io.secureconnect.core.ike.v1.exchange.Step;
import io.secureconnect.spi.UdpEndpoint;
import java.time.Instant;
import java.util.Optional;

/** The side of main mode that begins it. Whoever calls repeats what is to be sent until an answer is taken. */
public final class MainModeInitiator implements MainMode {
    private final Course course;

    public MainModeInitiator(MainModeContext context) {
        this.course = new Course(new Negotiation(context, true));
    }

    /** Makes message 1, once; or tells why there is nothing to begin with. */
    public Step<PhaseOne> start(Instant now) {
        return course.take(InitiatorOffered.begin(course.negotiation(), now));
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
        return "MainModeInitiator" + course.state();
    }

    @Override
    public void close() {
        course.close();
    }
}
