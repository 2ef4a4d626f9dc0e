package io.secureconnect.core.ike.v1.session;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.policy.UdpEncapsulation;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.exchange.Chance;
import io.secureconnect.core.ike.exchange.LocalWindow;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.session.ChildView;
import io.secureconnect.core.ike.session.IkeEffect;
import io.secureconnect.core.ike.session.Link;
import io.secureconnect.core.ike.session.Outbox;
import io.secureconnect.core.ike.session.Timers;
import io.secureconnect.core.ike.v1.exchange.Fragments;
import io.secureconnect.core.ike.v1.exchange.IsakmpTerms;
import io.secureconnect.core.ike.v1.exchange.PeerAbilities;
import io.secureconnect.core.ike.v1.informational.Notice;
import io.secureconnect.core.ike.v1.mainmode.MainModeContext;
import io.secureconnect.core.ike.v1.mainmode.PhaseOne;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.UdpEndpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the parts of one session share: its ISAKMP SAs, its exchanges, its children, its timers, and what it wants. */
final class Association {
    /** How long the end that need not begin waits for the other one's main mode. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final IsakmpContext context;
    private final IsakmpTerms.Source source;
    private final HostPair path;
    private final boolean initiator;
    private final Outbox outbox;
    private final Timers<Timer> timers = new Timers<>();
    private final Negotiations negotiations = new Negotiations();
    private final IsakmpSas isakmpSas;
    private final Children children;
    private final QuickExchanges quickModes;
    private final Liveness liveness;
    private final Wishes wishes;
    private Link link;
    private Optional<IkeProposal> proposal = Optional.empty();
    private long initiatorCookie;
    private long moments;
    private Instant heardAt = Instant.EPOCH;
    private Instant sentAt = Instant.EPOCH;
    private boolean begins;
    private boolean begun;
    private boolean established;
    private boolean ended;

    Association(
            IsakmpContext context,
            IsakmpTerms.Source source,
            HostPair path,
            UdpEndpoint local,
            UdpEndpoint remote,
            boolean initiator) {
        this.context = context;
        this.source = source;
        this.path = path;
        this.initiator = initiator;
        this.begins = initiator;
        this.outbox = new Outbox(path);
        this.isakmpSas = new IsakmpSas(context, timers);
        this.children = new Children(path, context, timers, outbox);
        this.quickModes = new QuickExchanges(this);
        this.liveness = new Liveness(this);
        this.wishes = new Wishes(children);
        this.link = new Link(context.ports(), UdpEncapsulation.AUTO, local, remote);
    }

    // --- what comes in

    void start(Instant now) {
        if (!begun && !ended) {
            begin(Negotiation.Purpose.NEEDED, now);
        }
    }

    void receive(Datagram datagram, Instant now) {
        if (!ended) {
            IncomingMessages.receive(this, datagram, now);
        }
    }

    /** An authentic message came in; of a peer behind a NAT, maybe from where its NAT has put it now. */
    void heard(IsakmpSa sa, Datagram datagram, Instant now) {
        heardAt = now;
        sa.heard(moment(now));
        boolean remapped = sa.link().nat().remoteNat()
                && datagram.local().equals(sa.link().local())
                && !datagram.remote().equals(sa.link().remote());
        if (remapped) {
            moved(sa, datagram.remote());
        }
    }

    void mappingChanged(UdpEndpoint remote, Instant now) {
        isakmpSas
                .current()
                .filter(sa -> sa.link().nat().remoteNat()
                        && remote.family() == sa.link().remote().family()
                        && !remote.equals(sa.link().remote()))
                .ifPresent(sa -> moved(sa, remote));
    }

    /** The SAs in the kernel name the old port, so new ones take their place. */
    private void moved(IsakmpSa sa, UdpEndpoint remote) {
        sa.link().moveTo(sa.link().local(), remote);
        children.serving().ifPresent(wishes::rekey);
    }

    void wake(Instant now) {
        negotiations.all().forEach(n -> n.wake(now));
        quickModes.wake(now);
        liveness.wake(now);
        DueTimers.run(this, now);
    }

    Optional<Instant> wakeAt() {
        return Stream.of(timers.next().stream(), negotiations.dueAt(), quickModes.dueAt(), liveness.dueAt().stream())
                .flatMap(s -> s)
                .min(Comparator.naturalOrder());
    }

    /** Begins what is wanted, as far as nothing is in the way; the effects of the call are complete then. */
    List<IkeEffect> done(Instant now) {
        if (!ended) {
            advance(now);
        }
        if (!ended && begun && isakmpSas.isEmpty() && negotiations.isEmpty() && children.isEmpty()) {
            end();
        }
        List<IkeEffect> effects = outbox.take();
        if (effects.stream().anyMatch(e -> e.kind() == IkeEffect.Kind.SEND)) {
            sentAt = now;
        }
        return effects;
    }

    private void advance(Instant now) {
        Optional<Wish> next = quickModes.isBusy() ? Optional.empty() : wishes.next();
        if (next.isEmpty()) {
            return;
        }
        Optional<IsakmpSa> sa = next.get().reason() == Wish.Reason.RENEW ? wishes.renewed() : isakmpSas.current();
        if (sa.isEmpty()) {
            needPhaseOne(now);
        } else {
            wishes.begun(next.get());
            quickModes.begin(sa.get(), next.get(), now);
        }
    }

    // --- phase 1

    /** There is none, and it takes one to go on: the end that began before begins again, the other one after a while. */
    void needPhaseOne(Instant now) {
        if (negotiations.own().isPresent() || timers.runs(Timer.PATIENCE, this)) {
            return;
        }
        if (begins) {
            begin(Negotiation.Purpose.NEEDED, now);
        } else {
            timers.start(
                    Timer.PATIENCE,
                    this,
                    now.plus(PATIENCE).plus(context.times().soon(context.random())));
        }
    }

    void begin(Negotiation.Purpose purpose, Instant now) {
        begun = true;
        Optional<IsakmpTerms> terms = terms();
        if (terms.isEmpty()) {
            outbox.failed(IsakmpFaults.noCredential(path));
            retryPhaseOne(purpose, now);
            return;
        }
        begins = true;
        timers.stop(Timer.PATIENCE, this);
        Link way = new Link(context.ports(), terms.get().udpEncapsulation(), link.local(), link.remote());
        Negotiation own = Negotiation.initiate(this, purpose, mainMode(terms.get()), way, now);
        if (initiatorCookie == 0) {
            initiatorCookie = own.initiatorCookie();
        }
    }

    /** What one main mode needs. */
    MainModeContext mainMode(IsakmpTerms terms) {
        return new MainModeContext(
                context.crypto(),
                context.random(),
                terms,
                () -> !established && context.initialContact().test(path));
    }

    /** The peer begins one. */
    void admit(byte[] octets, long cookie, Datagram datagram, Instant now) {
        Optional<IsakmpTerms> terms = terms();
        if (terms.isEmpty() || negotiations.isFull() && !makeRoom()) {
            return;
        }
        begun = true;
        if (initiatorCookie == 0) {
            initiatorCookie = cookie;
        }
        Link way = new Link(context.ports(), terms.get().udpEncapsulation(), datagram.local(), datagram.remote());
        Negotiation peers = Negotiation.respond(this, mainMode(terms.get()), way, now);
        negotiations.add(peers);
        timers.start(Timer.HALF_OPEN, peers, now.plus(context.times().halfOpen()));
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
        forget(pretended.get((int) (Chance.share(context.random()) * pretended.size())));
        return true;
    }

    void established(Negotiation negotiation, PhaseOne made, Instant now) {
        forget(negotiation);
        heardAt = now;
        boolean initialContact = made.initialContact();
        if (initialContact) {
            forgottenByPeer(negotiation.begun(), now);
        }
        IsakmpSa sa = new IsakmpSa(negotiation, made, context.random(), moment(now));
        isakmpSas.add(sa, now).ifPresent(tooMany -> drop(tooMany, now));
        timers.stop(Timer.PATIENCE, this);
        link = sa.link();
        proposal = Optional.of(made.proposal());
        if (!established || initialContact) {
            outbox.established(initialContact);
        }
        established = true;
        source.current().ifPresent(terms -> watch(terms, now));
        follow(negotiation, sa, now);
    }

    private void follow(Negotiation negotiation, IsakmpSa sa, Instant now) {
        switch (negotiation.purpose()) {
            case NEEDED -> wishes.create();
            case RENEW -> wishes.renewed(sa);
            case DOUBT -> {
                children.serving().ifPresent(wishes::rekey);
                wishes.create();
            }
            case REKEY, OF_PEER -> {}
        }
        boolean forgotten = sa.phaseOne().initialContact();
        if (forgotten && sa.isInitiator()) {
            wishes.create();
        } else if (forgotten) {
            // it is for the peer to make a child, if it has not made one already that this end takes for one of before
            timers.start(Timer.CREATE_CHILD, this, now.plus(context.times().soon(context.random())));
        }
    }

    private void watch(IsakmpTerms terms, Instant now) {
        if (!timers.runs(Timer.LIVENESS, this)) {
            timers.start(Timer.LIVENESS, this, now.plus(terms.livenessInterval()));
        }
        if (link.nat().localNat()) {
            timers.start(Timer.KEEPALIVE, this, now.plus(terms.natKeepaliveInterval()));
        } else {
            timers.stop(Timer.KEEPALIVE, this);
        }
    }

    /** A main mode came to nothing. */
    void failed(Negotiation negotiation, IkeFault fault, Instant now) {
        if (!negotiations.has(negotiation)) {
            return;
        }
        forget(negotiation);
        boolean nothingStands = isakmpSas.isEmpty() && children.isEmpty();
        if (!negotiation.isInitiator()) {
            if (nothingStands) {
                outbox.failed(fault);
            }
            return;
        }
        if (negotiation.purpose() == Negotiation.Purpose.RENEW) {
            wishes.renewalIsOver();
        }
        boolean silent = fault.reason() == NegotiationFailure.PEER_TIMEOUT
                && !heardAt.isAfter(negotiation.begun().at());
        boolean lost = established && isakmpSas.isEmpty();
        if (lost && silent) {
            end(IsakmpFaults.peerDead(link.remote()));
        } else if (lost && negotiation.purpose() == Negotiation.Purpose.DOUBT) {
            end(fault); // the peer knows nothing of what there was, and makes nothing new
        } else {
            outbox.failed(fault);
            retryPhaseOne(negotiation.purpose(), now);
        }
    }

    private void retryPhaseOne(Negotiation.Purpose purpose, Instant now) {
        Instant later = now.plus(context.times().soon(context.random()).multipliedBy(5));
        if (purpose == Negotiation.Purpose.REKEY) {
            isakmpSas.current().ifPresent(sa -> timers.start(Timer.REKEY_PHASE_ONE, sa, later));
        } else if (isakmpSas.isEmpty()) {
            timers.start(Timer.PATIENCE, this, later);
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

    private void forget(Negotiation negotiation) {
        negotiations.remove(negotiation);
        timers.stopAll(negotiation);
        negotiation.close();
    }

    /** The peer knows of nothing that was before {@code contact}. */
    void forgottenByPeer(Moment contact, Instant now) {
        isakmpSas.all().stream().filter(sa -> sa.done().isBefore(contact)).forEach(sa -> drop(sa, now));
        children.forgottenByPeer(contact, now);
    }

    /** An ISAKMP SA is no more; children stay. */
    void drop(IsakmpSa sa, Instant now) {
        if (wishes.isRenewingUnder(sa)) {
            wish(Wish.renew());
        }
        quickModes.interrupt(sa, now);
        liveness.interrupt(sa);
        isakmpSas.remove(sa);
    }

    /** Tells the peer that an ISAKMP SA is no more. */
    void delete(IsakmpSa sa, Instant now) {
        tell(sa, List.of(new Notice.IsakmpDeleted(List.of(sa.cookies()))));
        drop(sa, now);
    }

    // --- whether the peer lives

    void checkLiveness(Instant now) {
        Optional<IsakmpSa> sa = isakmpSas.current();
        if (ended || negotiations.own().isPresent() || quickModes.isBusy()) {
            return;
        }
        if (sa.isEmpty()) {
            needPhaseOne(now);
        } else if (sa.get().peer().dpd()) {
            liveness.ask(sa.get(), now);
        } else {
            children.serving().ifPresent(wishes::rekey);
        }
    }

    /** The peer does not answer under an ISAKMP SA, which it may have lost; another one shows whether it is there. */
    void doubt(IsakmpSa sa, Moment since, Instant now) {
        if (!sa.isHeardSince(since) && isakmpSas.has(sa) && negotiations.own().isEmpty()) {
            begin(Negotiation.Purpose.DOUBT, now);
        }
    }

    /** An exchange was never answered. */
    void unanswered(IsakmpSa sa, Moment since, Optional<Wish> wish, Instant now) {
        if (sa.isHeardSince(since)) {
            wish.ifPresent(w -> wishFailed(w, IsakmpFaults.timeout("quick mode", link.remote()), now));
            return;
        }
        wish.ifPresent(this::wish);
        drop(sa, now);
        if (isakmpSas.isEmpty() && negotiations.own().isEmpty()) {
            begin(Negotiation.Purpose.DOUBT, now);
        }
    }

    private void end(IkeFault fault) {
        children.removeAll();
        outbox.failed(fault);
        end();
    }

    // --- children

    void createChild(Instant now) {
        if (!ended && begun) {
            wishes.create();
        }
    }

    void rekeyChild(Spi inbound, Instant now) {
        children.byInbound(inbound).ifPresent(this::rekey);
    }

    /** Replaces the child, or the one that has its place if the peer may still send by it. */
    void rekey(Child child) {
        boolean sending = child.phase() == Child.Phase.SERVING
                || child.phase() == Child.Phase.REPLACED && !children.isRetiring(child);
        if (sending) {
            children.serving().ifPresent(serving -> {
                timers.stop(Timer.REKEY_CHILD, serving);
                wishes.rekey(serving);
            });
        }
    }

    void renew(Instant now) {
        if (!begun || ended) {
            return;
        }
        negotiations.own().ifPresent(this::forget);
        wishes.renew();
        begin(Negotiation.Purpose.RENEW, now);
    }

    void rekeyPhaseOne(Instant now) {
        if (!ended && begun && negotiations.own().isEmpty()) {
            begin(Negotiation.Purpose.REKEY, now);
        }
    }

    void deletePhaseOne(Instant now) {
        isakmpSas.all().forEach(sa -> delete(sa, now));
    }

    void deleteChild(Spi inbound, Instant now) {
        children.byInbound(inbound).ifPresent(child -> {
            tellDeleted(child);
            children.remove(child);
        });
    }

    void refused(SaId sa, String why, Instant now) {
        children.of(sa).ifPresent(child -> {
            outbox.failed(IsakmpFaults.kernelRefused(sa, why));
            children.gone(child, sa.direction());
            tellDeleted(child);
            children.remove(child);
        });
    }

    void expired(SaId sa, Instant now) {
        children.of(sa).ifPresent(child -> {
            children.gone(child, sa.direction());
            expire(child);
        });
    }

    void expire(Child child) {
        tellDeleted(child);
        boolean sent = child.phase() == Child.Phase.SERVING || child.phase() == Child.Phase.FORGOTTEN;
        children.remove(child);
        if (sent) {
            wishes.create();
        }
    }

    /** This host no longer receives by it. */
    void tellDeleted(Child child) {
        isakmpSas.current().ifPresent(sa -> tell(sa, List.of(new Notice.EspDeleted(List.of(child.inbound())))));
    }

    void wish(Wish wish) {
        switch (wish.reason()) {
            case CREATE -> wishes.create();
            case REKEY -> children.serving().ifPresent(wishes::rekey);
            case RENEW -> {
                if (wishes.renewalIsOver()) { // it is for who wished it to wish it again
                    outbox.failed(IsakmpFaults.renewalCutOff(path));
                }
            }
        }
    }

    /** A quick mode made its child. */
    void served(QuickExchange exchange, Instant now) {
        timers.stop(Timer.CREATE_CHILD, this);
        boolean anew =
                exchange.wish().filter(w -> w.reason() == Wish.Reason.RENEW).isPresent();
        if (anew && wishes.isRenewingUnder(exchange.sa())) {
            wishes.renewalIsOver();
            outbox.established(false);
        }
    }

    /** A quick mode came to nothing. */
    void wishFailed(Wish wish, IkeFault fault, Instant now) {
        outbox.failed(fault);
        Instant later = now.plus(context.times().soon(context.random()).multipliedBy(5));
        switch (wish.reason()) {
            case CREATE -> timers.start(Timer.CREATE_CHILD, this, later);
            case REKEY -> children.serving().ifPresent(child -> timers.start(Timer.REKEY_CHILD, child, later));
            case RENEW -> wishes.renewalIsOver();
        }
    }

    Optional<Spi> reserveSpi() {
        return context.spis().reserve(path);
    }

    void releaseSpi(Spi spi) {
        context.spis().release(path, spi);
    }

    // --- the end

    void close(Instant now) {
        if (ended) {
            return;
        }
        List<Spi> inbound = children.all().stream()
                .filter(c -> c.phase() != Child.Phase.FORGOTTEN)
                .map(Child::inbound)
                .collect(Collectors.toUnmodifiableList());
        if (!inbound.isEmpty()) {
            isakmpSas.current().ifPresent(sa -> tell(sa, List.of(new Notice.EspDeleted(inbound))));
        }
        isakmpSas.all().forEach(sa -> delete(sa, now));
        end();
    }

    void end() {
        if (!ended) {
            ended = true;
            quickModes.forgetAll();
            children.removeAll();
            negotiations.all().forEach(this::forget);
            isakmpSas.all().forEach(sa -> {
                liveness.interrupt(sa);
                isakmpSas.remove(sa);
            });
            wishes.clear();
            timers.stopAll();
            outbox.ended();
        }
    }

    // --- what goes out

    /** Tells the peer something under protection, which it does not answer. Returns what was sent. */
    List<Bytes> tell(IsakmpSa sa, List<Notice> notices) {
        return transmit(sa.link(), sa.fragments(), sa.peer(), sa.informational().seal(notices));
    }

    /** Sends a message, in pieces if it is too long and the peer takes those. Returns what was sent. */
    List<Bytes> transmit(Link way, Fragments fragments, PeerAbilities peer, Bytes message) {
        List<Bytes> messages = peer.fragmentation() ? fragments.divide(message, way.messageLimit()) : List.of(message);
        transmit(way, messages);
        return messages;
    }

    void transmit(Link way, List<Bytes> messages) {
        messages.forEach(message -> outbox.add(new IkeEffect.Send(way.datagram(message))));
    }

    void keepalive() {
        outbox.add(new IkeEffect.Send(link.keepalive()));
    }

    // --- what there is

    LocalWindow window() {
        return new LocalWindow(context.times().retransmission(), context.random(), 0);
    }

    Moment moment(Instant now) {
        return new Moment(now, moments++);
    }

    boolean isNatTraversal(Link way) {
        return way.local().port() == context.ports().natTraversal();
    }

    /** The terms as they are now. */
    Optional<IsakmpTerms> terms() {
        return source.current();
    }

    IsakmpContext context() {
        return context;
    }

    HostPair path() {
        return path;
    }

    Link link() {
        return link;
    }

    Outbox outbox() {
        return outbox;
    }

    Timers<Timer> timers() {
        return timers;
    }

    Negotiations negotiations() {
        return negotiations;
    }

    IsakmpSas isakmpSas() {
        return isakmpSas;
    }

    QuickExchanges quickModes() {
        return quickModes;
    }

    Liveness liveness() {
        return liveness;
    }

    Children children() {
        return children;
    }

    Wishes wishes() {
        return wishes;
    }

    Instant heardAt() {
        return heardAt;
    }

    Instant sentAt() {
        return sentAt;
    }

    Set<Long> localCookies() {
        return Stream.concat(
                        isakmpSas.all().stream().map(IsakmpSa::localCookie),
                        negotiations.all().stream()
                                .map(Negotiation::localCookie)
                                .filter(c -> c != 0))
                .collect(Collectors.toUnmodifiableSet());
    }

    long initiatorCookie() {
        return initiatorCookie;
    }

    boolean isInitiator() {
        return initiator;
    }

    boolean isEstablished() {
        return established && !ended;
    }

    boolean isEnded() {
        return ended;
    }

    List<ChildView> views() {
        return children.views();
    }

    Optional<Instant> lastHeard() {
        return heardAt.equals(Instant.EPOCH) ? Optional.empty() : Optional.of(heardAt);
    }

    Optional<IkeProposal> proposal() {
        return proposal;
    }

    boolean natDetected() {
        return link.nat().isDetected();
    }

    String state() {
        if (ended) {
            return "Ended";
        }
        return negotiations.all().stream()
                .findFirst()
                .map(Negotiation::state)
                .or(quickModes::state)
                .orElse(isakmpSas.isEmpty() ? begun ? "NoPhaseOne" : "New" : "Idle");
    }
}
