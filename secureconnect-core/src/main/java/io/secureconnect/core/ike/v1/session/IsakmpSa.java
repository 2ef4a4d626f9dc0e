package io.secureconnect.core.ike.v1.session;

import io.secureconnect.core.ike.session.Link;
import io.secureconnect.core.ike.v1.exchange.Fragments;
import io.secureconnect.core.ike.v1.exchange.LastMessages;
import io.secureconnect.core.ike.v1.exchange.PeerAbilities;
import io.secureconnect.core.ike.v1.informational.Informational;
import io.secureconnect.core.ike.v1.keys.Cookies;
import io.secureconnect.core.ike.v1.mainmode.PhaseOne;
import io.secureconnect.spi.RandomSource;

/** One ISAKMP SA that stands: what main mode left, and where its messages go. */
final class IsakmpSa {
    private final PhaseOne phaseOne;
    private final Informational informational;
    private final Link link;
    private final Fragments fragments;
    private final LastMessages last;
    private final Moment begun;
    private final Moment done;
    private Moment heard;

    /** @param done when its main mode was over */
    IsakmpSa(Negotiation negotiation, PhaseOne phaseOne, RandomSource random, Moment done) {
        this.phaseOne = phaseOne;
        this.informational = new Informational(phaseOne, random);
        this.link = negotiation.link();
        this.fragments = negotiation.fragments();
        this.last = negotiation.last();
        this.begun = negotiation.begun();
        this.done = done;
        this.heard = done;
    }

    PhaseOne phaseOne() {
        return phaseOne;
    }

    Informational informational() {
        return informational;
    }

    Link link() {
        return link;
    }

    Fragments fragments() {
        return fragments;
    }

    /** The last message of its main mode, for a peer that has not got it. */
    LastMessages last() {
        return last;
    }

    Moment begun() {
        return begun;
    }

    Moment done() {
        return done;
    }

    /** An authentic message came under it. */
    void heard(Moment moment) {
        heard = moment;
    }

    /** Whether the peer is known to have had it after {@code moment}. */
    boolean isHeardSince(Moment moment) {
        return moment.isBefore(heard);
    }

    Cookies cookies() {
        return phaseOne.cookies();
    }

    PeerAbilities peer() {
        return phaseOne.peer();
    }

    boolean isInitiator() {
        return phaseOne.initiator();
    }

    long localCookie() {
        return isInitiator() ? cookies().initiator() : cookies().responder();
    }

    /** Of two, the one that both ends take for the first, whichever stood first. */
    static int byCookies(IsakmpSa one, IsakmpSa other) {
        int byInitiator =
                Long.compareUnsigned(one.cookies().initiator(), other.cookies().initiator());
        return byInitiator != 0
                ? byInitiator
                : Long.compareUnsigned(
                        one.cookies().responder(), other.cookies().responder());
    }

    void close() {
        phaseOne.close();
    }
}
