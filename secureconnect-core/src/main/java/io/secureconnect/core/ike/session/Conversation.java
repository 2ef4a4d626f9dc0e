package io.secureconnect.core.ike.session;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.task.AgreedChild;
import io.secureconnect.core.ike.task.ChildRemote;
import io.secureconnect.core.ike.task.ChildTerms;
import io.secureconnect.core.ike.task.IkeSpis;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.UdpEndpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the states and procedures of one session share: its IKE SAs, its children, its timers, and what waits its turn. */
final class Conversation {
    private final SessionContext context;
    private final PeerTerms terms;
    private final boolean initiator;
    private final Link link;
    private final Outbox outbox;
    private final Timers<Timer> timers = new Timers<>();
    private final Children children;
    private final IkeSas ikeSas;
    private List<Procedure> queue = List.of();
    private long initiatorSpi;
    private Instant heardAt = Instant.EPOCH;
    private Instant sentAt = Instant.EPOCH;
    private boolean closing;
    private boolean ended;

    Conversation(SessionContext context, PeerTerms terms, UdpEndpoint local, UdpEndpoint remote, boolean initiator) {
        this.context = context;
        this.terms = terms;
        this.initiator = initiator;
        this.link = new Link(context.ports(), terms.udpEncapsulation(), local, remote);
        this.outbox = new Outbox(terms.path());
        this.children = new Children(context, terms, timers, outbox);
        IkeSa first = new IkeSa(this, initiator, IkeSpis.next(context.random()), 0);
        this.initiatorSpi = initiator ? first.localSpi() : 0;
        this.ikeSas = new IkeSas(this, first);
        first.become(initiator ? new InitLocalSaInit(first) : new InitRemoteSaInit(first));
    }

    // --- what comes in

    void start(Instant now) {
        IkeSa first = current();
        if (first.state() instanceof InitLocalSaInit && first.localWindow().isFree()) {
            ((InitLocalSaInit) first.state()).send(now);
        }
    }

    void receive(Datagram datagram, Instant now) {
        Optional<Incoming> incoming = Incoming.of(link, datagram);
        if (incoming.isEmpty()) {
            return;
        }
        Incoming in = incoming.get();
        if (initiatorSpi == 0) {
            initiatorSpi = in.message().head().initiatorSpi();
        }
        ikeSas.of(in, initiatorSpi).ifPresent(sa -> sa.receive(in.octets(), in.message(), datagram, now));
    }

    /** An authentic message came in; of a peer behind a NAT, maybe from where its NAT has put it now. */
    void isHeardFrom(Datagram datagram, Instant now) {
        heardAt = now;
        if (!link.isBetween(datagram)) {
            boolean negotiating = !initiator && !isEstablished();
            if (negotiating) {
                link.moveTo(datagram.local(), datagram.remote());
            } else if (isEstablished()
                    && link.nat().remoteNat()
                    && datagram.local().equals(link.local())) {
                moved(datagram.remote());
            }
        }
    }

    void mappingChanged(UdpEndpoint remote) {
        boolean changed = isEstablished()
                && link.nat().remoteNat()
                && remote.family() == link.remote().family()
                && !remote.equals(link.remote());
        if (changed) {
            moved(remote);
        }
    }

    /** The SAs in the kernel name the old port, so new ones take their place. */
    private void moved(UdpEndpoint remote) {
        link.moveTo(link.local(), remote);
        children.all().forEach(this::rekey);
    }

    void wake(Instant now) {
        ikeSas.all().forEach(sa -> sa.wake(now));
        DueTimers.run(this, now);
    }

    Optional<Instant> wakeAt() {
        return Stream.concat(timers.next().stream(), ikeSas.dueAt().stream()).min(Comparator.naturalOrder());
    }

    /** Begins what waits, as far as the windows are free; the effects of the call are complete then. */
    List<IkeEffect> done(Instant now) {
        if (!ended) {
            for (IkeSa sa : ikeSas.all()) {
                sa.established().ifPresent(e -> e.beginWaiting(now));
            }
            while (!queue.isEmpty()
                    && current().established().filter(Established::isFree).isPresent()) {
                Procedure next = queue.remove(0);
                current().established().ifPresent(e -> e.begin(next, now));
            }
        }
        List<IkeEffect> effects = outbox.take();
        if (effects.stream().anyMatch(e -> e.kind() == IkeEffect.Kind.SEND)) {
            sentAt = now;
        }
        return effects;
    }

    // --- children

    Optional<Spi> reserveSpi() {
        return context.spis().reserve(terms.path());
    }

    void releaseSpi(Spi spi) {
        context.spis().release(terms.path(), spi);
    }

    /** What a child of this host's making is like. */
    ChildTerms childTerms(boolean ownKeyExchange) {
        return Agreements.childTerms(this, ownKeyExchange);
    }

    ChildRemote childRemote() {
        return new ChildRemote(context.crypto(), context.random(), Agreements.acceptedTerms(this), this::reserveSpi);
    }

    Children.Made make(AgreedChild agreed, Established sa) {
        return Agreements.makeChild(this, agreed, sa);
    }

    void refused(SaId sa, String why) {
        children.of(sa).ifPresent(child -> {
            outbox.failed(SessionFaults.kernelRefused(sa, why));
            children.gone(child, sa.direction());
            lose(child);
        });
    }

    void expired(SaId sa) {
        children.of(sa).ifPresent(child -> {
            children.gone(child, sa.direction());
            expire(child);
        });
    }

    void expire(Child child) {
        lose(child);
        if (children.serving().isEmpty()) {
            enqueue(new CreateChildLocal());
        }
    }

    private void lose(Child child) {
        boolean known = child.phase() == Child.Phase.INSTALLED || child.phase() == Child.Phase.REPLACED;
        children.remove(child);
        if (known) {
            enqueue(DeleteChildLocal.removed(child.inbound()));
        }
    }

    /** Replaces a child, unless that is going on. */
    void rekey(Child child) {
        boolean going = queue.stream().anyMatch(p -> isRekeyingOf(p, child))
                || current()
                        .established()
                        .flatMap(e -> e.active(RekeyChildLocalCreate.class))
                        .filter(p -> p.old() == child)
                        .isPresent();
        if (child.phase() == Child.Phase.INSTALLED && !going) {
            timers.stop(Timer.REKEY_CHILD, child);
            enqueue(new RekeyChildLocalCreate(child));
        }
    }

    private static boolean isRekeyingOf(Procedure procedure, Child child) {
        return procedure instanceof RekeyChildLocalCreate && ((RekeyChildLocalCreate) procedure).old() == child;
    }

    /** The peer's new child is there; it deletes the old one when it has switched over. */
    void replacedByPeer(Child old, Instant now) {
        awaitDelete(old, now);
    }

    /** The peer's new child lost against this host's; it deletes it. */
    void redundant(Child rival, Instant now) {
        children.removeOutbound(rival);
        awaitDelete(rival, now);
    }

    private void awaitDelete(Child child, Instant now) {
        child.phase(Child.Phase.REPLACED);
        timers.stopAll(child);
        timers.start(Timer.AWAIT_CHILD_DELETE, child, now.plus(context.times().awaitedDelete()));
    }

    // --- IKE SAs

    List<IkeProposal> ikeProposals(IkeProposal agreed) {
        return Agreements.ikeProposals(terms, agreed);
    }

    boolean isInitialContact() {
        return context.initialContact().test(terms.path());
    }

    void established(boolean initialContact, Instant now) {
        heardAt = now;
        ikeSas.startTimers(now);
        timers.start(Timer.LIVENESS, this, now.plus(terms.livenessInterval()));
        if (link.nat().localNat()) {
            timers.start(Timer.KEEPALIVE, this, now.plus(terms.natKeepaliveInterval()));
        }
        outbox.established(initialContact);
    }

    // --- procedures

    void enqueue(Procedure procedure) {
        waiting().add(procedure);
    }

    void enqueueFirst(Procedure procedure) {
        waiting().add(0, procedure);
    }

    private List<Procedure> waiting() {
        if (queue.isEmpty()) {
            queue = new ArrayList<>(1);
        }
        return queue;
    }

    /** Tries again soon, at a random moment, so that both ends do not meet again. */
    void later(Timer timer, Object subject, Instant now) {
        timers.start(timer, subject, now.plus(context.times().soon(context.random())));
    }

    /** Tries again when a person may have done something about it. */
    void muchLater(Timer timer, Object subject, Instant now) {
        timers.start(
                timer, subject, now.plus(context.times().soon(context.random()).multipliedBy(5)));
    }

    void checkLiveness() {
        if (current().established().filter(Established::isFree).isPresent()) {
            enqueue(new LivenessLocal());
        }
    }

    // --- the end

    void close() {
        Optional<Established> established = current().established();
        if (established.isEmpty()) {
            end();
        } else if (!closing) {
            closing = true;
            children.removeAll();
            timers.stopAll();
            forgetQueue();
            boolean rekeying =
                    established.get().active(RekeyIkeLocalCreate.class).isPresent();
            if (!rekeying) { // the peer would take a delete for that of the replaced IKE SA
                established.get().dropActive();
                established.get().beginNext(new DeleteIkeLocal());
            }
        }
    }

    IkeFault timeout(String exchange) {
        return SessionFaults.timeout(exchange, link.remote());
    }

    /** The peer answered once and does no longer. */
    SaState peerDied() {
        return fail(SessionFaults.peerDead(link.remote()));
    }

    SaState fail(IkeFault fault) {
        if (!ended && !closing) {
            children.removeAll();
            outbox.failed(fault);
        }
        return end();
    }

    SaState end() {
        if (!ended) {
            ended = true;
            children.removeAll();
            timers.stopAll();
            forgetQueue();
            ikeSas.forgetAll();
            outbox.ended();
        }
        return Ended.STATE;
    }

    private void forgetQueue() {
        queue.forEach(p -> p.forget(this));
        queue = List.of();
    }

    // --- what there is

    void transmit(Bytes message) {
        outbox.add(new IkeEffect.Send(link.datagram(message)));
    }

    SessionContext context() {
        return context;
    }

    PeerTerms terms() {
        return terms;
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

    Children children() {
        return children;
    }

    IkeSas ikeSas() {
        return ikeSas;
    }

    IkeSa current() {
        return ikeSas.current();
    }

    Instant heardAt() {
        return heardAt;
    }

    Optional<Instant> lastHeard() {
        return heardAt.equals(Instant.EPOCH) ? Optional.empty() : Optional.of(heardAt);
    }

    Instant sentAt() {
        return sentAt;
    }

    long initiatorSpi() {
        return initiatorSpi;
    }

    boolean isInitiator() {
        return initiator;
    }

    boolean isEstablished() {
        return !ended && current().established().isPresent();
    }

    boolean isClosing() {
        return closing;
    }

    boolean isEnded() {
        return ended;
    }

    String state() {
        return ended ? Ended.STATE.name() : current().state().name();
    }
}
