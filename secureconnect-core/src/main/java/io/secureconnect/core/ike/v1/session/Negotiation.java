package io.secureconnect.core.ike.v1.session;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.exchange.LocalWindow;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.session.Link;
import io.secureconnect.core.ike.task.NatDetection;
import io.secureconnect.core.ike.v1.exchange.Fragments;
import io.secureconnect.core.ike.v1.exchange.LastMessages;
import io.secureconnect.core.ike.v1.exchange.NatTraversal;
import io.secureconnect.core.ike.v1.exchange.Step;
import io.secureconnect.core.ike.v1.mainmode.MainMode;
import io.secureconnect.core.ike.v1.mainmode.MainModeContext;
import io.secureconnect.core.ike.v1.mainmode.MainModeInitiator;
import io.secureconnect.core.ike.v1.mainmode.MainModeResponder;
import io.secureconnect.core.ike.v1.mainmode.PhaseOne;
import io.secureconnect.spi.Datagram;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One main mode under way. The initiator alone repeats itself, until it is answered; the responder gives its last message again
 * for each repeated one, so that nobody makes it send more than comes in.
 */
final class Negotiation {
    /** What it is good for. */
    enum Purpose {
        /** There is no ISAKMP SA. */
        NEEDED,
        /** The ISAKMP SA in use will end. */
        REKEY,
        /** Everything is made anew by other terms. */
        RENEW,
        /** The peer does not answer under the ISAKMP SA that there is, and may have lost it. */
        DOUBT,
        /** The peer knows. */
        OF_PEER
    }

    /** Messages 2 and 4; what comes then is encrypted under keys that depend on the pre-shared key. */
    private static final int ANSWERS_BEFORE_PROOF = 2;

    private static final int REPEATS_IN_DOUBT = 2;

    private final Association session;
    private final Purpose purpose;
    private final MainMode mode;
    private final Link link;
    private final Moment begun;
    private final LocalWindow window;
    private final LastMessages last = new LastMessages();
    private final Fragments fragments = new Fragments();
    private int answers;
    private int repeatsInDoubt;

    private Negotiation(Association session, Purpose purpose, MainMode mode, Link link, Moment begun) {
        this.session = session;
        this.purpose = purpose;
        this.mode = mode;
        this.link = link;
        this.begun = begun;
        this.window = session.window();
    }

    /** Sends the first message. */
    static Negotiation initiate(Association session, Purpose purpose, MainModeContext context, Link link, Instant now) {
        MainModeInitiator mode = new MainModeInitiator(context);
        Negotiation made = new Negotiation(session, purpose, mode, link, session.moment(now));
        session.negotiations().add(made);
        made.follow(mode.start(now), Optional.empty(), now);
        return made;
    }

    /** Waits for the first message of the peer. */
    static Negotiation respond(Association session, MainModeContext context, Link link, Instant now) {
        return new Negotiation(session, Purpose.OF_PEER, new MainModeResponder(context), link, session.moment(now));
    }

    Purpose purpose() {
        return purpose;
    }

    boolean isInitiator() {
        return purpose != Purpose.OF_PEER;
    }

    Moment begun() {
        return begun;
    }

    Link link() {
        return link;
    }

    LastMessages last() {
        return last;
    }

    Fragments fragments() {
        return fragments;
    }

    /** Whether whoever began it has shown that answers reach it. */
    boolean isReturned() {
        return answers > 1;
    }

    long initiatorCookie() {
        return mode.initiatorCookie();
    }

    long localCookie() {
        return isInitiator() ? mode.initiatorCookie() : mode.responderCookie();
    }

    /** Whether a header with these cookies is of this main mode; the responder's is 0 in its first message. */
    boolean isNamed(long initiatorCookie, long responderCookie) {
        return initiatorCookie == mode.initiatorCookie()
                && (responderCookie == mode.responderCookie()
                        || isInitiator() && mode.responderCookie() == 0
                        || !isInitiator() && responderCookie == 0);
    }

    void receive(byte[] octets, Datagram datagram, Instant now) {
        if (last.isRepeated(octets)) {
            last.repeated(octets).ifPresent(this::transmit);
            return;
        }
        Step<PhaseOne> step = mode.receive(octets, datagram.local(), datagram.remote(), now);
        if (step.kind() == Step.Kind.IGNORED) {
            step.send().ifPresent(this::transmit);
            return;
        }
        answers++;
        if (!isInitiator() && !link.isBetween(datagram)) {
            link.moveTo(datagram.local(), datagram.remote());
        }
        follow(step, Optional.of(octets), now);
    }

    private void follow(Step<PhaseOne> step, Optional<byte[]> received, Instant now) {
        window.answered();
        detect();
        if (step.kind() == Step.Kind.FAILED) {
            step.send().ifPresent(this::transmit);
            session.mainModes().failed(this, step.fault().orElseThrow(), now);
        } else if (link.isForbidden()) {
            step.result().ifPresent(PhaseOne::close);
            session.mainModes().failed(this, IsakmpFaults.encapsulationForbidden(session.path()), now);
        } else {
            step.send().ifPresent(message -> {
                received.ifPresent(octets -> last.answered(octets, message));
                List<Bytes> sent = transmit(message);
                if (isInitiator()) {
                    window.sent(sent, now);
                }
            });
            step.result().ifPresent(made -> session.mainModes().established(this, made, now));
        }
    }

    private void detect() {
        link.detected(new NatDetection(mode.nat().localNat(), mode.nat().remoteNat()));
        boolean moves = isInitiator()
                && link.encapsulates()
                && mode.peer().natTraversal() != NatTraversal.NONE
                && !session.isNatTraversal(link);
        if (moves) {
            link.moveToNatTraversal();
        }
    }

    private List<Bytes> transmit(Bytes message) {
        return session.transmit(link, fragments, mode.peer(), message);
    }

    /** Repeats what is not answered, or gives it up, if that is due. */
    void wake(Instant now) {
        switch (window.due(now)) {
            case REPEAT -> {
                if (isRefused()) {
                    giveUp(now);
                } else {
                    session.transmit(link, window.outstanding());
                }
            }
            case GIVE_UP -> giveUp(now);
            case NOTHING -> {}
        }
    }

    private void giveUp(Instant now) {
        window.answered();
        mode.farewell().ifPresent(this::transmit);
        session.mainModes().failed(this, timeout(), now);
    }

    /**
     * Whether something was found wrong, or somebody has said no, and a few repetitions have brought nothing better: the true
     * answer may be on its way, or lost.
     */
    private boolean isRefused() {
        return isInitiator() && mode.hint().isPresent() && ++repeatsInDoubt > REPEATS_IN_DOUBT;
    }

    /** Why it came to nothing in time: what was wrong with what came, if something came. */
    IkeFault timeout() {
        return mode.hint()
                .orElseGet(() -> isInitiator() && answers == ANSWERS_BEFORE_PROOF
                        ? IsakmpFaults.proofUnanswered(link.remote())
                        : IsakmpFaults.timeout("main mode", link.remote()));
    }

    Optional<IkeFault> hint() {
        return mode.hint();
    }

    Optional<Instant> dueAt() {
        return window.dueAt();
    }

    String state() {
        return mode.state();
    }

    void close() {
        window.answered();
        mode.close();
    }
}
