package io.secureconnect.testkit.ike;

import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SecurityAssociation;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.session.ChildSpis;
import io.secureconnect.core.ike.session.ChildView;
import io.secureconnect.core.ike.session.IkeEffect;
import io.secureconnect.core.ike.session.PeerSession;
import io.secureconnect.spi.BackendChange.InstallSa;
import io.secureconnect.spi.BackendChange.Protect;
import io.secureconnect.spi.BackendChange.RemoveSa;
import io.secureconnect.spi.BackendEvent;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.DatagramPort;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.Protection;
import io.secureconnect.spi.UdpEndpoint;
import io.secureconnect.testkit.kernel.MemoryBackend;
import io.secureconnect.testkit.kernel.MemoryKernel;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One end of an {@link IkePair}: a session, and a kernel that blocks its path until there are SAs. What the session asks for
 * is done at once and in order; what the kernel tells goes back to the session.
 */
public final class IkeEnd {
    private static final int MOST_WAKES_AT_ONE_TIME = 1000;

    private final String name;
    private final IpAddress address;
    private final MemoryKernel kernel;
    private final MemoryBackend backend;
    private final DatagramPort port;
    private final IkePorts ports;
    private final Terms terms;
    private final KernelSpis spis;
    private final Dialect dialect;
    private final IkePair pair;
    private final Queue<Runnable> inbox = new ArrayDeque<>();
    private final List<IkeFault> faults = new ArrayList<>();
    private Dialect.@Nullable Driven driven;
    private @Nullable Instant alarm;
    private boolean busy;
    private int wakes;

    IkeEnd(
            IkePair pair,
            String name,
            IpAddress address,
            MemoryKernel kernel,
            IkePorts ports,
            Terms terms,
            Function<ChildSpis, Dialect> dialect) {
        this.pair = pair;
        this.name = name;
        this.address = address;
        this.kernel = kernel;
        this.backend = new MemoryBackend(kernel);
        this.ports = ports;
        this.port = backend.openIke(ports);
        this.terms = terms;
        this.spis = new KernelSpis(backend, this::strange);
        this.dialect = dialect.apply(spis);
        backend.apply(List.of(new Protect(terms.path(), Protection.ENCRYPT)));
        backend.listen(event -> later(() -> on(event)));
        port.listen(datagram -> later(() -> on(datagram)));
    }

    public String name() {
        return name;
    }

    public IpAddress address() {
        return address;
    }

    public MemoryKernel kernel() {
        return kernel;
    }

    public MemoryBackend backend() {
        return backend;
    }

    public HostPair path() {
        return terms.path();
    }

    /** The session; the latest if one was followed by another. */
    public PeerSession session() {
        return driven().session();
    }

    private Dialect.Driven driven() {
        if (driven == null) {
            throw new IllegalStateException(name + " has no session; nothing was received yet");
        }
        return driven;
    }

    /** The session's state for people; a dash if there is none. */
    public String state() {
        return driven == null ? "-" : driven.session().isEnded() ? "ENDED" : driven.state();
    }

    public boolean isEstablished() {
        return driven != null && driven.session().isEstablished();
    }

    /** Why something came to nothing, in the order it did. */
    public List<IkeFault> faults() {
        return List.copyOf(faults);
    }

    /** The child that serves. */
    public ChildView child() {
        List<ChildView> serving = serving();
        if (serving.size() != 1) {
            throw pair.failed(name + " has " + serving.size() + " children that serve: " + serving);
        }
        return serving.get(0);
    }

    /** Children that nothing replaces; two while a collision is not resolved. */
    public List<ChildView> serving() {
        return session().children().stream().filter(child -> !child.replaced()).toList();
    }

    /** Begins a session. */
    public void initiate() {
        IpAddress remote = terms.path().remote();
        driven = dialect.initiate(
                new UdpEndpoint(terms.path().local(), ports.ike()), new UdpEndpoint(remote, ports.ike()));
        pair.note(name + " begins");
        act((open, now) -> open.start(now));
    }

    /** Changes what this end asks of the other from the next negotiation on. */
    public void change(Consumer<Terms> change) {
        change.accept(terms);
    }

    /** Whether there is nothing to end. */
    public boolean isIdle() {
        return driven == null || driven.session().isEnded();
    }

    /** Has a perpetual session make everything anew by the terms that hold now. */
    public void renew() {
        pair.note(name + " renews everything");
        act(PeerSession::renew);
    }

    /** Replaces the child that serves, the latest if there are two; nothing if there is none. */
    public void rekeyChild() {
        newest().ifPresent(child -> {
            pair.note(name + " rekeys child " + child.inbound());
            act((open, now) -> open.rekeyChild(child.inbound(), now));
        });
    }

    public void rekeyIke() {
        pair.note(name + " rekeys the IKE SA");
        later(() -> run(driven().rekeyIke(kernel.clock().now())));
    }

    /** As {@link #rekeyChild}, deletes it. Packets may have nowhere to go after this. */
    public void deleteChild() {
        newest().ifPresent(child -> {
            pair.expectGap();
            pair.note(name + " deletes child " + child.inbound());
            later(() -> run(driven().deleteChild(child.inbound(), kernel.clock().now())));
        });
    }

    private Optional<ChildView> newest() {
        List<ChildView> serving = serving();
        return serving.isEmpty() ? Optional.empty() : Optional.of(serving.get(serving.size() - 1));
    }

    public void createChild() {
        pair.note(name + " asks for a child");
        act(PeerSession::createChild);
    }

    public void checkLiveness() {
        pair.note(name + " asks whether the peer lives");
        act(PeerSession::checkLiveness);
    }

    /** Packets may have nowhere to go after this. */
    public void close() {
        pair.expectGap();
        pair.note(name + " closes");
        act(PeerSession::close);
    }

    /** As {@link #close}, but the peer is not told. */
    public void abandon() {
        pair.expectGap();
        pair.note(name + " abandons the session");
        act(PeerSession::abandon);
    }

    /** Does something to the session that has no method here. */
    public void act(BiFunction<PeerSession, Instant, List<IkeEffect>> action) {
        later(() -> run(action.apply(session(), kernel.clock().now())));
    }

    /** Whether a non-ESP marker is before IKE in {@code datagram}. */
    boolean isMarked(Datagram datagram) {
        return datagram.local().port() == ports.natTraversal();
    }

    void send(Datagram datagram) {
        port.send(datagram);
    }

    /** One thing after the other, also if it was caused by what is being done. */
    private void later(Runnable step) {
        inbox.add(step);
        if (busy) {
            return;
        }
        busy = true;
        try {
            for (Runnable next = inbox.poll(); next != null; next = inbox.poll()) {
                next.run();
                schedule();
                pair.stepped();
            }
        } finally {
            busy = false;
        }
    }

    private void on(Datagram datagram) {
        pair.arrived(this, datagram);
        if (driven == null || driven.session().isEnded()) {
            if (!dialect.beginsASession(datagram)) {
                pair.note(name + " has no session for it");
                return;
            }
            driven = dialect.respond(datagram.local(), datagram.remote());
        }
        run(session().receive(datagram, kernel.clock().now()));
    }

    private void on(BackendEvent event) {
        Instant now = kernel.clock().now();
        if (driven == null) {
            return;
        }
        switch (event.kind()) {
            case EXPIRED:
                BackendEvent.Expired expired = (BackendEvent.Expired) event;
                pair.note(name + " hears " + (expired.hard() ? "hard" : "soft") + " limit of " + expired.id());
                run(expired.hard() ? hardLimit(expired.id(), now) : softLimit(expired.id(), now));
                break;
            case MAPPING_CHANGED:
                BackendEvent.MappingChanged mapping = (BackendEvent.MappingChanged) event;
                UdpEndpoint remote = new UdpEndpoint(mapping.address(), mapping.port());
                pair.note(name + " hears that ESP of the peer comes from " + remote);
                run(session().mappingChanged(remote, now));
                break;
            default:
                break;
        }
    }

    private List<IkeEffect> softLimit(SaId id, Instant now) {
        return session().children().stream()
                .filter(child ->
                        (id.direction() == Direction.INBOUND ? child.inbound() : child.outbound()).equals(id.spi()))
                .findFirst()
                .map(child -> session().rekeyChild(child.inbound(), now))
                .orElse(List.of());
    }

    private List<IkeEffect> hardLimit(SaId id, Instant now) {
        pair.expired(this, id);
        return session().expired(id, now);
    }

    private void wake() {
        pair.note(name + " wakes");
        run(session().wake(kernel.clock().now()));
    }

    private void schedule() {
        Optional<Instant> next = driven == null ? Optional.empty() : session().wakeAt();
        if (next.isPresent() && (alarm == null || next.get().isBefore(alarm))) {
            Instant due = next.get();
            Instant now = kernel.clock().now();
            wakes = due.isAfter(now) ? 0 : wakes + 1;
            if (wakes > MOST_WAKES_AT_ONE_TIME) {
                throw pair.failed(name + " wants to be woken at " + due + " again and again, but it is " + now);
            }
            alarm = due;
            kernel.clock().at(due, () -> {
                if (due.equals(alarm)) {
                    alarm = null;
                    later(this::wake);
                }
            });
        }
    }

    private void run(List<IkeEffect> effects) {
        for (IkeEffect effect : effects) {
            switch (effect.kind()) {
                case SEND:
                    pair.sent(this, ((IkeEffect.Send) effect).datagram());
                    break;
                case INSTALL:
                    install(((IkeEffect.Install) effect).sa());
                    break;
                case REMOVE:
                    remove(((IkeEffect.Remove) effect).id());
                    break;
                case ESTABLISHED:
                    boolean initial = ((IkeEffect.Established) effect).initialContact();
                    pair.note(name + " ESTABLISHED" + (initial ? ", initial contact" : ""));
                    break;
                case FAILED:
                    IkeFault fault = ((IkeEffect.Failed) effect).fault();
                    faults.add(fault);
                    pair.note(name + " FAILED " + fault.reason() + ": " + fault.detail());
                    break;
                case ENDED:
                    pair.expectGap();
                    pair.note(name + " ENDED");
                    break;
            }
        }
    }

    private void install(SecurityAssociation sa) {
        ChangeResult result = backend.apply(List.of(new InstallSa(sa))).get(0);
        pair.note(name + " INSTALL " + sa.id() + (result.isFailed() ? " refused" : ""));
        if (!result.isFailed()) {
            spis.used(sa.id().spi());
            pair.installed(this, sa);
        }
        sa.close();
        result.fault()
                .ifPresent(fault -> run(session()
                        .refused(sa.id(), fault.message(), kernel.clock().now())));
    }

    private void remove(SaId id) {
        pair.note(name + " REMOVE " + id);
        backend.apply(List.of(new RemoveSa(id)));
        pair.removed(this, id);
    }

    private void strange(Spi spi) {
        throw pair.failed(name + " gives back spi " + spi + ", which it did not reserve or has used");
    }

    @Override
    public String toString() {
        return name + " " + state();
    }
}
