package io.secureconnect.core.ike.v1.session;

import io.secureconnect.api.policy.UdpEncapsulation;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.Spi;
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
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.UdpEndpoint;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the parts of one session share: its ISAKMP SAs, its exchanges, its children, its timers, and what it wants. */
final class Association {
    private final IsakmpContext context;
    private final IsakmpTerms.Source source;
    private final HostPair path;
    private final boolean initiator;
    private final Outbox outbox;
    private final Timers<Timer> timers = new Timers<>();
    private final MainModes mainModes;
    private final IsakmpSas isakmpSas;
    private final Children children;
    private final QuickExchanges quickModes;
    private final Liveness liveness;
    private final Wishes wishes;
    private final ChildUpkeep upkeep;
    private long moments;
    private Instant heardAt = Instant.EPOCH;
    private Instant sentAt = Instant.EPOCH;
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
        this.outbox = new Outbox(path);
        this.isakmpSas = new IsakmpSas(context, timers);
        this.children = new Children(path, context, timers, outbox);
        this.quickModes = new QuickExchanges(this);
        this.liveness = new Liveness(this);
        this.wishes = new Wishes(children);
        this.upkeep = new ChildUpkeep(this);
        this.mainModes =
                new MainModes(this, new Link(context.ports(), UdpEncapsulation.AUTO, local, remote), initiator);
    }

    // --- what comes in

    void start(Instant now) {
        if (!isBegun() && !ended) {
            mainModes.begin(Negotiation.Purpose.NEEDED, now);
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

    /** The peer has just proved that it lives. */
    void isHeardFrom(Instant now) {
        heardAt = now;
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
        negotiations().all().forEach(n -> n.wake(now));
        quickModes.wake(now);
        liveness.wake(now);
        DueTimers.run(this, now);
    }

    Optional<Instant> wakeAt() {
        return Stream.of(timers.next().stream(), negotiations().dueAt(), quickModes.dueAt(), liveness.dueAt().stream())
                .flatMap(s -> s)
                .min(Comparator.naturalOrder());
    }

    /** Begins what is wanted, as far as nothing is in the way; the effects of the call are complete then. */
    List<IkeEffect> done(Instant now) {
        if (!ended) {
            advance(now);
        }
        if (!ended && isBegun() && isakmpSas.isEmpty() && negotiations().isEmpty() && children.isEmpty()) {
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
            mainModes.needPhaseOne(now);
        } else {
            wishes.begun(next.get());
            quickModes.begin(sa.get(), next.get(), now);
        }
    }

    // --- phase 1

    /** The peer knows of nothing that was before {@code contact}. */
    void forgottenByPeer(Moment contact, Instant now) {
        isakmpSas.all().stream().filter(sa -> sa.done().isBefore(contact)).forEach(sa -> drop(sa, now));
        children.forgottenByPeer(contact, now);
    }

    /** An ISAKMP SA is no more; children stay. */
    void drop(IsakmpSa sa, Instant now) {
        if (wishes.isRenewingUnder(sa)) {
            upkeep.wish(Wish.renew());
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
        if (ended || negotiations().own().isPresent() || quickModes.isBusy()) {
            return;
        }
        if (sa.isEmpty()) {
            mainModes.needPhaseOne(now);
        } else if (sa.get().peer().dpd()) {
            liveness.ask(sa.get(), now);
        } else {
            children.serving().ifPresent(wishes::rekey);
        }
    }

    /** The peer does not answer under an ISAKMP SA, which it may have lost; another one shows whether it is there. */
    void doubt(IsakmpSa sa, Moment since, Instant now) {
        if (!sa.isHeardSince(since) && isakmpSas.has(sa) && negotiations().own().isEmpty()) {
            mainModes.begin(Negotiation.Purpose.DOUBT, now);
        }
    }

    /** An exchange was never answered. */
    void unanswered(IsakmpSa sa, Moment since, Optional<Wish> wish, Instant now) {
        if (sa.isHeardSince(since)) {
            wish.ifPresent(w -> upkeep.wishFailed(w, IsakmpFaults.timeout("quick mode", link().remote()), now));
            return;
        }
        wish.ifPresent(upkeep::wish);
        drop(sa, now);
        if (isakmpSas.isEmpty() && negotiations().own().isEmpty()) {
            mainModes.begin(Negotiation.Purpose.DOUBT, now);
        }
    }

    /** The peer is gone, or makes nothing new. */
    void end(IkeFault fault) {
        children.removeAll();
        outbox.failed(fault);
        end();
    }

    // --- children

    void renew(Instant now) {
        if (!isBegun() || ended) {
            return;
        }
        negotiations().own().ifPresent(mainModes::forget);
        wishes.renew();
        mainModes.begin(Negotiation.Purpose.RENEW, now);
    }

    void rekeyPhaseOne(Instant now) {
        if (!ended && isBegun() && negotiations().own().isEmpty()) {
            mainModes.begin(Negotiation.Purpose.REKEY, now);
        }
    }

    void deletePhaseOne(Instant now) {
        isakmpSas.all().forEach(sa -> delete(sa, now));
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
            negotiations().all().forEach(mainModes::forget);
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
        outbox.add(new IkeEffect.Send(link().keepalive()));
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
        return mainModes.link();
    }

    Outbox outbox() {
        return outbox;
    }

    Timers<Timer> timers() {
        return timers;
    }

    MainModes mainModes() {
        return mainModes;
    }

    private boolean isBegun() {
        return mainModes.isBegun();
    }

    Negotiations negotiations() {
        return mainModes.underWay();
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

    ChildUpkeep upkeep() {
        return upkeep;
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
                        negotiations().all().stream()
                                .map(Negotiation::localCookie)
                                .filter(c -> c != 0))
                .collect(Collectors.toUnmodifiableSet());
    }

    long initiatorCookie() {
        return mainModes.initiatorCookie();
    }

    boolean isInitiator() {
        return initiator;
    }

    boolean isEstablished() {
        return mainModes.isEstablished() && !ended;
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
        return mainModes.proposal();
    }

    boolean natDetected() {
        return link().nat().isDetected();
    }

    String state() {
        if (ended) {
            return "Ended";
        }
        return negotiations().all().stream()
                .findFirst()
                .map(Negotiation::state)
                .or(quickModes::state)
                .orElse(isakmpSas.isEmpty() ? isBegun() ? "NoPhaseOne" : "New" : "Idle");
    }
}
