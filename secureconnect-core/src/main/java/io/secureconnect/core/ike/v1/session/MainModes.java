package io.secureconnect.core.ike.v1.session;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.core.ike.exchange.Chance;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.session.Link;
import io.secureconnect.core.ike.v1.exchange.IsakmpTerms;
import io.secureconnect.core.ike.v1.mainmode.MainModeContext;
import io.secureconnect.core.ike.v1.mainmode.PhaseOne;
import io.secureconnect.spi.Datagram;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When this end begins a main mode, which ones of the peer it answers, and what becomes of them. */
final class MainModes {
    /** How long the end that need not begin waits for the other one's main mode. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Association session;
    private final Negotiations negotiations = new Negotiations();
    private Link link;
    private Optional<IkeProposal> proposal = Optional.empty();
    private long initiatorCookie;
    private boolean begins;
    private boolean begun;
    private boolean established;

    /**
     * None yet.
     *
     * @param link where the first message goes to, or is expected from
     * @param begins whether this end begins without being asked
     */
    MainModes(Association session, Link link, boolean begins) {
        this.session = session;
        this.link = link;
        this.begins = begins;
    }

    Negotiations underWay() {
        return negotiations;
    }

    /** Where the peer is, as far as the ISAKMP SA knows that came last. */
    Link link() {
        return link;
    }

    /** How the ISAKMP SA that came last is protected. */
    Optional<IkeProposal> proposal() {
        return proposal;
    }

    /** Of the first one; 0 before there is one. */
    long initiatorCookie() {
        return initiatorCookie;
    }

    /** Whether there ever was one. */
    boolean isBegun() {
        return begun;
    }

    /** Whether one ever came to its end. */
    boolean isEstablished() {
        return established;
    }

    /** There is none, and it takes one to go on: the end that began before begins again, the other one after a while. */
    void needPhaseOne(Instant now) {
        if (negotiations.own().isPresent() || session.timers().runs(Timer.PATIENCE, session)) {
            return;
        }
        if (begins) {
            begin(Negotiation.Purpose.NEEDED, now);
        } else {
            session.timers()
                    .start(
                            Timer.PATIENCE,
                            this,
                            now.plus(PATIENCE)
                                    .plus(session.context()
                                            .times()
                                            .soon(session.context().random())));
        }
    }

    void begin(Negotiation.Purpose purpose, Instant now) {
        begun = true;
        Optional<IsakmpTerms> terms = session.terms();
        if (terms.isEmpty()) {
            session.outbox().failed(IsakmpFaults.noCredential(session.path()));
            retryPhaseOne(purpose, now);
            return;
        }
        begins = true;
        session.timers().stop(Timer.PATIENCE, session);
        Link way = new Link(session.context().ports(), terms.get().udpEncapsulation(), link.local(), link.remote());
        Negotiation own = Negotiation.initiate(session, purpose, mainMode(terms.get()), way, now);
        if (initiatorCookie == 0) {
            initiatorCookie = own.initiatorCookie();
        }
    }

    /** What one main mode needs. */
    MainModeContext mainMode(IsakmpTerms terms) {
        return new MainModeContext(
                session.context().crypto(),
                session.context().random(),
                terms,
                () -> !established && session.context().initialContact().test(session.path()));
    }

    /** The peer begins one. */
    void admit(byte[] octets, long cookie, Datagram datagram, Instant now) {
        Optional<IsakmpTerms> terms = session.terms();
        if (terms.isEmpty() || negotiations.isFull() && !makeRoom()) {
            return;
        }
        begun = true;
        if (initiatorCookie == 0) {
            initiatorCookie = cookie;
        }
        Link way = new Link(
                session.context().ports(), terms.get().udpEncapsulation(), datagram.local(), datagram.remote());
        Negotiation peers = Negotiation.respond(session, mainMode(terms.get()), way, now);
        negotiations.add(peers);
        session.timers()
                .start(
                        Timer.HALF_OPEN,
                        peers,
                        now.plus(session.context().times().halfOpen()));
        peers.receive(octets, datagram, now);
        if (peers.initiatorCookie() == 0) {
            forget(peers); // nothing that main mode could begin with
        }
    }

    /** Gives up any one that may be pretended, so that first messages under a false address do not keep the peer out. */
    private boolean makeRoom() {
        List<Negotiation> pretended = negotiations.unreturned();
        if (pretended.isEmpty()) {
            return false;
        }
        forget(pretended.get((int) (Chance.share(session.context().random()) * pretended.size())));
        return true;
    }

    void established(Negotiation negotiation, PhaseOne made, Instant now) {
        forget(negotiation);
        session.isHeardFrom(now);
        boolean initialContact = made.initialContact();
        if (initialContact) {
            session.forgottenByPeer(negotiation.begun(), now);
        }
        IsakmpSa sa = new IsakmpSa(negotiation, made, session.context().random(), session.moment(now));
        session.isakmpSas().add(sa, now).ifPresent(tooMany -> session.drop(tooMany, now));
        session.timers().stop(Timer.PATIENCE, session);
        link = sa.link();
        proposal = Optional.of(made.proposal());
        if (!established || initialContact) {
            session.outbox().established(initialContact);
        }
        established = true;
        session.terms().ifPresent(terms -> watch(terms, now));
        follow(negotiation, sa, now);
    }

    private void follow(Negotiation negotiation, IsakmpSa sa, Instant now) {
        switch (negotiation.purpose()) {
            case NEEDED -> session.wishes().create();
            case RENEW -> session.wishes().renewed(sa);
            case DOUBT -> {
                session.children().serving().ifPresent(session.wishes()::rekey);
                session.wishes().create();
            }
            case REKEY, OF_PEER -> {}
        }
        boolean forgotten = sa.phaseOne().initialContact();
        if (forgotten && sa.isInitiator()) {
            session.wishes().create();
        } else if (forgotten) {
            // it is for the peer to make a child, if it has not made one already that this end takes for one of before
            session.timers()
                    .start(
                            Timer.CREATE_CHILD,
                            session,
                            now.plus(session.context()
                                    .times()
                                    .soon(session.context().random())));
        }
    }

    private void watch(IsakmpTerms terms, Instant now) {
        if (!session.timers().runs(Timer.LIVENESS, session)) {
            session.timers().start(Timer.LIVENESS, session, now.plus(terms.livenessInterval()));
        }
        if (link.nat().localNat()) {
            session.timers().start(Timer.KEEPALIVE, session, now.plus(terms.natKeepaliveInterval()));
        } else {
            session.timers().stop(Timer.KEEPALIVE, session);
        }
    }

    /** A main mode came to nothing. */
    void failed(Negotiation negotiation, IkeFault fault, Instant now) {
        if (!negotiations.has(negotiation)) {
            return;
        }
        forget(negotiation);
        boolean nothingStands =
                session.isakmpSas().isEmpty() && session.children().isEmpty();
        if (!negotiation.isInitiator()) {
            if (nothingStands) {
                session.outbox().failed(fault);
            }
            return;
        }
        if (negotiation.purpose() == Negotiation.Purpose.RENEW) {
            session.wishes().renewalIsOver();
        }
        boolean silent = fault.reason() == NegotiationFailure.PEER_TIMEOUT
                && !session.heardAt().isAfter(negotiation.begun().at());
        boolean lost = established && session.isakmpSas().isEmpty();
        if (lost && silent) {
            session.end(IsakmpFaults.peerDead(link.remote()));
        } else if (lost && negotiation.purpose() == Negotiation.Purpose.DOUBT) {
            session.end(fault); // the peer knows nothing of what there was, and makes nothing new
        } else {
            session.outbox().failed(fault);
            retryPhaseOne(negotiation.purpose(), now);
        }
    }

    private void retryPhaseOne(Negotiation.Purpose purpose, Instant now) {
        Instant later = now.plus(
                session.context().times().soon(session.context().random()).multipliedBy(5));
        if (purpose == Negotiation.Purpose.REKEY) {
            session.isakmpSas().current().ifPresent(sa -> session.timers().start(Timer.REKEY_PHASE_ONE, sa, later));
        } else if (session.isakmpSas().isEmpty()) {
            session.timers().start(Timer.PATIENCE, session, later);
        }
    }

    /** A responder's main mode was not gone on with. */
    void halfOpen(Negotiation negotiation, Instant now) {
        Optional<IkeFault> hint = negotiation.hint();
        if (hint.isPresent()) {
            failed(negotiation, hint.get(), now);
        } else {
            forget(negotiation); // who never finished may never have been there
        }
    }

    void forget(Negotiation negotiation) {
        negotiations.remove(negotiation);
        session.timers().stopAll(negotiation);
        negotiation.close();
    }
}
