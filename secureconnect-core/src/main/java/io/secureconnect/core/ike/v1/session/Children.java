package io.secureconnect.core.ike.v1.session;

import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.api.sa.SecurityAssociation;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.api.sa.UdpEncapsulationTemplate;
import io.secureconnect.core.ike.session.ChildSpis;
import io.secureconnect.core.ike.session.ChildView;
import io.secureconnect.core.ike.session.IkeEffect;
import io.secureconnect.core.ike.session.Outbox;
import io.secureconnect.core.ike.session.SequenceLimit;
import io.secureconnect.core.ike.session.SessionTimes;
import io.secureconnect.core.ike.session.Timers;
import io.secureconnect.core.ike.v1.quickmode.AgreedSas;
import io.secureconnect.spi.RandomSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The children of a session and what the kernel has of each. New ones come in before old ones go. */
final class Children {
    private final HostPair path;
    private final ChildSpis spis;
    private final SessionTimes times;
    private final RandomSource random;
    private final Timers<Timer> timers;
    private final Outbox outbox;
    private final List<Child> children = new ArrayList<>(2);

    Children(HostPair path, IsakmpContext context, Timers<Timer> timers, Outbox outbox) {
        this.path = path;
        this.spis = context.spis();
        this.times = context.times();
        this.random = context.random();
        this.timers = timers;
        this.outbox = outbox;
    }

    /** Installs the inbound SA of what was agreed on; the outbound one waits. Takes the keys over. */
    Child open(
            AgreedSas agreed,
            EspParameters wanted,
            Optional<UdpEncapsulationTemplate> encapsulation,
            Moment begun,
            Instant now) {
        EspParameters parameters = parameters(agreed, wanted, encapsulation);
        Child child = new Child(agreed.inbound(), agreed.outbound(), parameters, agreed.initiator(), begun);
        children.add(child);
        child.waitingOutbound(new SecurityAssociation(
                new SaId(path, Direction.OUTBOUND, agreed.outbound()),
                agreed.inbound(),
                parameters,
                agreed.keys().outbound(agreed.initiator())));
        child.inboundInstalled(true);
        outbox.add(new IkeEffect.Install(new SecurityAssociation(
                new SaId(path, Direction.INBOUND, agreed.inbound()),
                agreed.outbound(),
                parameters,
                agreed.keys().inbound(agreed.initiator()))));
        parameters.lifetime().hard().ifPresent(hard -> timers.start(Timer.END_CHILD, child, now.plus(hard)));
        return child;
    }

    private EspParameters parameters(
            AgreedSas agreed, EspParameters wanted, Optional<UdpEncapsulationTemplate> encapsulation) {
        return EspParameters.builder()
                .from(wanted)
                .proposal(agreed.proposal())
                .extendedSequenceNumbers(false)
                .lifetime(SequenceLimit.of(agreed.within(wanted.lifetime()), spis))
                .udpEncapsulation(encapsulation)
                .build();
    }

    /**
     * This end sends by {@code child} from now on, and by no other: some kernels go on under the SA they used last, so those
     * of the others go as soon as the new one is there.
     */
    void serve(Child child, Instant now) {
        if (child.phase() != Child.Phase.OPENING) {
            return;
        }
        Optional<Child> younger = serving().filter(s -> child.begun().isBefore(s.begun()));
        if (younger.isPresent()) {
            // the message that tells so was late, or this end waited before it sent by it;
            // the peer may have been surer of which one is older, and delete it
            replace(child, younger.get(), now);
            return;
        }
        child.phase(Child.Phase.SERVING);
        child.takeWaitingOutbound().ifPresent(sa -> {
            child.outboundInstalled(true);
            outbox.add(new IkeEffect.Install(sa));
        });
        SaLifetime lifetime = child.parameters().lifetime();
        lifetime.soft().ifPresent(soft -> timers.start(Timer.REKEY_CHILD, child, now.plus(times.early(soft, random))));
        for (Child other : List.copyOf(children)) {
            if (other != child && other.phase() != Child.Phase.OPENING) {
                replace(other, child, now);
            }
        }
    }

    private void replace(Child old, Child by, Instant now) {
        removeOutbound(old);
        timers.stop(Timer.REKEY_CHILD, old);
        if (old.phase() == Child.Phase.FORGOTTEN) {
            timers.stopAll(old);
            timers.start(Timer.INBOUND_GRACE, old, now.plus(times.inboundGrace()));
            return;
        }
        old.phase(Child.Phase.REPLACED);
        boolean known = timers.runs(Timer.DELETE_CHILD, old) || timers.runs(Timer.INBOUND_GRACE, old);
        if (!known && Twins.isSurelyOlder(old, by, times)) {
            // The end that began has sent by the new one since before its last message; the other one may still wait
            // for that.
            timers.start(
                    Timer.DELETE_CHILD, old, now.plus(by.isInitiator() ? times.awaitedDelete() : times.inboundGrace()));
        }
    }

    /** The peer will not keep it longer than this. */
    void shorten(Child child, Duration lifetime, Instant now) {
        boolean shorter = child.parameters()
                .lifetime()
                .hard()
                .filter(hard -> hard.compareTo(lifetime) <= 0)
                .isEmpty();
        if (shorter && child.phase() == Child.Phase.SERVING) {
            timers.start(Timer.REKEY_CHILD, child, now.plus(times.early(times.withReserve(lifetime), random)));
            timers.start(Timer.END_CHILD, child, now.plus(lifetime));
        }
    }

    /** Whether it is known that the peer sends by a younger one, or soon will. */
    boolean isRetiring(Child child) {
        return timers.runs(Timer.DELETE_CHILD, child) || timers.runs(Timer.INBOUND_GRACE, child);
    }

    /** The peer knows nothing of what it had before {@code contact}; that stays until there is another one, but not for good. */
    void forgottenByPeer(Moment contact, Instant now) {
        for (Child child : List.copyOf(children)) {
            boolean before = child.begun().isBefore(contact);
            if (before && child.phase() == Child.Phase.OPENING) {
                remove(child);
            } else if (before && child.phase() != Child.Phase.FORGOTTEN) {
                timers.stopAll(child);
                child.phase(Child.Phase.FORGOTTEN);
                timers.start(Timer.END_CHILD, child, now.plus(times.awaitedDelete()));
            }
        }
    }

    /** Nothing is sent by it any more, and what is on its way still comes in. */
    void linger(Child child, Instant now) {
        removeOutbound(child);
        child.phase(Child.Phase.REPLACED);
        timers.stopAll(child);
        timers.start(Timer.INBOUND_GRACE, child, now.plus(times.inboundGrace()));
    }

    private void removeOutbound(Child child) {
        child.takeWaitingOutbound().ifPresent(SecurityAssociation::close);
        if (child.isOutboundInstalled()) {
            child.outboundInstalled(false);
            outbox.add(new IkeEffect.Remove(new SaId(path, Direction.OUTBOUND, child.outbound())));
        }
    }

    private void removeInbound(Child child) {
        if (child.isInboundInstalled()) {
            child.inboundInstalled(false);
            outbox.add(new IkeEffect.Remove(new SaId(path, Direction.INBOUND, child.inbound())));
        }
    }

    /** Both SAs go at once. */
    void remove(Child child) {
        removeOutbound(child);
        removeInbound(child);
        timers.stopAll(child);
        children.remove(child);
    }

    void removeAll() {
        List.copyOf(children).forEach(this::remove);
    }

    /** The kernel has not, or no longer, one of the two. */
    void gone(Child child, Direction direction) {
        if (direction == Direction.INBOUND) {
            child.inboundInstalled(false);
        } else {
            child.outboundInstalled(false);
        }
    }

    boolean has(Child child) {
        return children.contains(child);
    }

    boolean isEmpty() {
        return children.isEmpty();
    }

    /** The one that this end sends by. */
    Optional<Child> serving() {
        return find(child -> child.phase() == Child.Phase.SERVING);
    }

    /** Whether one is about to serve, as soon as the peer says so. */
    boolean isOpening() {
        return find(child -> child.phase() == Child.Phase.OPENING).isPresent();
    }

    Optional<Child> byInbound(Spi spi) {
        return find(child -> child.inbound().equals(spi));
    }

    /** By the SPI that this host sends under, which is how a peer names a child. */
    Optional<Child> byOutbound(Spi spi) {
        return find(child -> child.outbound().equals(spi));
    }

    Optional<Child> of(SaId sa) {
        return sa.direction() == Direction.INBOUND ? byInbound(sa.spi()) : byOutbound(sa.spi());
    }

    private Optional<Child> find(Predicate<Child> which) {
        return children.stream().filter(which).findFirst();
    }

    List<Child> all() {
        return List.copyOf(children);
    }

    List<ChildView> views() {
        return children.stream().map(Child::view).collect(Collectors.toUnmodifiableList());
    }
}
