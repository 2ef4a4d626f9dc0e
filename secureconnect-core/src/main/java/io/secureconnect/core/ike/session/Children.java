package io.secureconnect.core.ike.session;

import io.secureconnect.api.sa.ChildSa;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.api.sa.SecurityAssociation;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.api.sa.UdpEncapsulationTemplate;
import io.secureconnect.core.ike.keys.ChildKeys;
import io.secureconnect.core.ike.negotiate.EspChoice;
import io.secureconnect.core.ike.task.AgreedChild;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The children of a session and what the kernel has of each. New ones come in before old ones go. */
final class Children {
    private final SessionContext context;
    private final PeerTerms terms;
    private final Timers<Timer> timers;
    private final Outbox outbox;
    private final List<Child> children = new ArrayList<>(1);

    Children(SessionContext context, PeerTerms terms, Timers<Timer> timers, Outbox outbox) {
        this.context = context;
        this.terms = terms;
        this.timers = timers;
        this.outbox = outbox;
    }

    /** A child with the SAs that nobody has installed yet. */
    record Made(Child child, ChildSa sas) {}

    /** Makes both SAs of what was agreed; takes the keys over. */
    Made make(AgreedChild agreed, ChildKeys keys, Optional<UdpEncapsulationTemplate> encapsulation) {
        EspParameters parameters = parameters(agreed.choice(), encapsulation);
        HostPair path = terms.path();
        SecurityAssociation inbound = new SecurityAssociation(
                new SaId(path, Direction.INBOUND, agreed.inbound()),
                agreed.outbound(),
                parameters,
                keys.inbound(agreed.initiator()));
        SecurityAssociation outbound = new SecurityAssociation(
                new SaId(path, Direction.OUTBOUND, agreed.outbound()),
                agreed.inbound(),
                parameters,
                keys.outbound(agreed.initiator()));
        return new Made(new Child(agreed.inbound(), agreed.outbound(), parameters), new ChildSa(inbound, outbound));
    }

    private EspParameters parameters(EspChoice choice, Optional<UdpEncapsulationTemplate> encapsulation) {
        EspParameters wanted = terms.childParameters();
        EspParameters.Builder builder = EspParameters.builder()
                .from(wanted)
                .proposal(choice.proposal())
                .extendedSequenceNumbers(choice.extendedSequenceNumbers())
                .udpEncapsulation(encapsulation);
        if (!choice.extendedSequenceNumbers()) {
            builder.lifetime(SequenceLimit.of(wanted.lifetime(), context.spis()));
        }
        EspParameters negotiated = builder.build();
        return negotiated.equals(wanted) ? wanted : negotiated;
    }

    /** Installs both SAs. */
    void install(Made made, Instant now) {
        installInbound(made, now);
        installOutbound(made.child());
    }

    /** Installs the inbound SA; the outbound one waits until the peer is known to expect it. */
    void installInbound(Made made, Instant now) {
        Child child = made.child();
        children.add(child);
        child.waitingOutbound(made.sas().outbound());
        child.inboundInstalled(true);
        outbox.add(new IkeEffect.Install(made.sas().inbound()));
        SaLifetime lifetime = child.parameters().lifetime();
        lifetime.soft()
                .ifPresent(soft -> timers.start(
                        Timer.REKEY_CHILD, child, now.plus(context.times().early(soft, context.random()))));
        lifetime.hard().ifPresent(hard -> timers.start(Timer.END_CHILD, child, now.plus(hard)));
    }

    /** Installs the outbound SA that waited, if there is one. */
    void installOutbound(Child child) {
        child.takeWaitingOutbound().ifPresent(sa -> {
            child.outboundInstalled(true);
            outbox.add(new IkeEffect.Install(sa));
        });
    }

    /** Some kernels go on sending under the SA they used last, so the old one goes as soon as the new one is there. */
    void switchOutbound(Child from, Child to) {
        installOutbound(to);
        removeOutbound(from);
    }

    void removeOutbound(Child child) {
        child.takeWaitingOutbound().ifPresent(SecurityAssociation::close);
        if (child.isOutboundInstalled()) {
            child.outboundInstalled(false);
            outbox.add(new IkeEffect.Remove(new SaId(terms.path(), Direction.OUTBOUND, child.outbound())));
        }
    }

    private void removeInbound(Child child) {
        if (child.isInboundInstalled()) {
            child.inboundInstalled(false);
            outbox.add(new IkeEffect.Remove(new SaId(terms.path(), Direction.INBOUND, child.inbound())));
        }
    }

    /** Both SAs go at once. */
    void remove(Child child) {
        removeOutbound(child);
        removeInbound(child);
        timers.stopAll(child);
        children.remove(child);
    }

    /** The outbound SA goes, the inbound one after a while. */
    void linger(Child child, Instant now) {
        removeOutbound(child);
        child.phase(Child.Phase.LINGERING);
        timers.stopAll(child);
        timers.start(Timer.INBOUND_GRACE, child, now.plus(context.times().inboundGrace()));
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

    /** The one that serves, or will once the peer says so. */
    Optional<Child> serving() {
        return find(c -> c.phase() == Child.Phase.INSTALLED);
    }

    /** Those that serve beside a newer one, which makes them superfluous. */
    List<Child> others(Child newest) {
        return children.stream()
                .filter(c -> c != newest && c.phase() == Child.Phase.INSTALLED)
                .collect(Collectors.toUnmodifiableList());
    }

    Optional<Child> byInbound(Spi spi) {
        return find(c -> c.inbound().equals(spi) && c.phase() != Child.Phase.LINGERING);
    }

    /** By the SPI that this host sends under, which is how a peer names a child. */
    Optional<Child> byOutbound(Spi spi) {
        return find(c -> c.outbound().equals(spi) && c.phase() != Child.Phase.LINGERING);
    }

    Optional<Child> of(SaId sa) {
        return find(c -> (sa.direction() == Direction.INBOUND ? c.inbound() : c.outbound()).equals(sa.spi()));
    }

    private Optional<Child> find(Predicate<Child> which) {
        return children.stream().filter(which).findFirst();
    }

    List<Child> all() {
        return List.copyOf(children);
    }

    List<ChildView> views() {
        return children.stream()
                .filter(c -> c.phase() != Child.Phase.LINGERING)
                .map(Child::view)
                .collect(Collectors.toUnmodifiableList());
    }
}
