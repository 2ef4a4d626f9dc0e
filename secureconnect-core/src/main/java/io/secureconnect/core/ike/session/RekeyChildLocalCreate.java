package io.secureconnect.core.ike.session;

import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.registry.NotifyType;
import io.secureconnect.core.ike.rules.ExchangeForm;
import io.secureconnect.core.ike.task.AgreedChild;
import io.secureconnect.core.ike.task.ChildLocal;
import io.secureconnect.core.ike.task.Outcome;
import io.secureconnect.core.ike.task.Received;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A child takes the place of another one (RFC 7296 §1.3.3, §2.8), at the will of this host. */
final class RekeyChildLocalCreate implements Procedure {
    private static final int MOST_RESTARTS = 3;

    private final Child old;
    private @Nullable ChildLocal task;
    private int restarts;

    RekeyChildLocalCreate(Child old) {
        this.old = old;
    }

    /** The child that is to be replaced. */
    Child old() {
        return old;
    }

    @Override
    public String state() {
        return "RekeyChildLocalCreate";
    }

    @Override
    public Optional<Request> begin(Established sa, Instant now) {
        Conversation session = sa.session();
        if (!session.children().has(old) || old.phase() != Child.Phase.INSTALLED) {
            return Optional.empty();
        }
        if (!old.isOutboundInstalled()) {
            // The peer made it and may not have the answer yet, so it would not know what is meant.
            session.later(Timer.REKEY_CHILD, old, now);
            return Optional.empty();
        }
        Optional<Spi> spi = session.reserveSpi();
        if (spi.isEmpty()) {
            session.outbox().failed(InitLocalAuth.noSpi(session));
            session.later(Timer.REKEY_CHILD, old, now);
            return Optional.empty();
        }
        task = ChildLocal.byItself(
                session.context().crypto(),
                session.context().random(),
                session.childTerms(session.terms().perfectForwardSecrecy()),
                spi.get(),
                Optional.of(old.inbound()));
        return Optional.of(request(task));
    }

    private static Request request(ChildLocal task) {
        return new Request(ExchangeForm.REKEY_CHILD, task.build());
    }

    @Override
    public Optional<Request> response(Established sa, Received response, Instant now) {
        ChildLocal local = task;
        if (local == null) {
            return Optional.empty();
        }
        if (restarts < MOST_RESTARTS && local.restarts(response)) {
            restarts++;
            return Optional.of(request(local));
        }
        Outcome<AgreedChild> agreed = local.process(response);
        if (agreed.isRefused()) {
            refused(sa.session(), local, response, agreed, now);
        } else {
            task = null;
            local.close();
            agreed(sa, agreed.value(), now);
        }
        return Optional.empty();
    }

    private void agreed(Established sa, AgreedChild agreed, Instant now) {
        Conversation session = sa.session();
        Children children = session.children();
        if (sa.isDeletedEarly(agreed.outbound())) {
            session.releaseSpi(agreed.inbound());
            agreed.close();
            afterNothing(session, now);
            return;
        }
        Optional<Child> rival = old.remoteSuccessor();
        boolean superfluous = rival.isEmpty()
                && old.phase() != Child.Phase.INSTALLED
                && children.serving().isPresent();
        if (superfluous) {
            // The peer made another child in the meantime, and the old one goes for that.
            session.enqueueFirst(DeleteChildLocal.unwanted(agreed.inbound()));
            agreed.close();
            return;
        }
        if (rival.isPresent() && AgreedChild.isLower(agreed.lowerNonce(), old.remoteLowerNonce())) {
            // Both replaced it, and this host's exchange has the lowest nonce: its child is redundant (§2.8.1).
            session.enqueueFirst(DeleteChildLocal.unwanted(agreed.inbound()));
            agreed.close();
            session.replacedByPeer(old, now);
            return;
        }
        rival.filter(children::has).ifPresent(r -> session.redundant(r, now));
        old.forgetRemoteSuccessor();
        Children.Made made = session.make(agreed, sa);
        children.install(made, now);
        if (children.has(old)) {
            children.removeOutbound(old);
            old.phase(Child.Phase.REPLACED);
            session.enqueueFirst(DeleteChildLocal.replaced(old));
        }
    }

    private void refused(
            Conversation session, ChildLocal local, Received response, Outcome<AgreedChild> agreed, Instant now) {
        if (ChildLocal.isMadeBy(response)) {
            task = null;
            local.close();
            session.enqueue(DeleteChildLocal.unwanted(local.inbound()));
        }
        if (!session.children().has(old) || old.phase() == Child.Phase.LINGERING) {
            return; // the peer deleted it in the meantime; its answer says no more than that
        }
        if (old.remoteSuccessor().isPresent()) {
            session.replacedByPeer(old, now);
        } else if (response.says(NotifyType.CHILD_SA_NOT_FOUND)) {
            session.children().remove(old); // the peer has lost it (§2.25)
            if (old.isUnconfirmed()) {
                session.enqueue(DeleteChildLocal.removed(old.inbound())); // or will make it when the response is there
            }
            session.enqueue(new CreateChildLocal());
        } else if (response.says(NotifyType.TEMPORARY_FAILURE)) {
            session.later(Timer.REKEY_CHILD, old, now);
        } else {
            session.outbox().failed(agreed.refusal().fault());
            session.muchLater(Timer.REKEY_CHILD, old, now);
        }
    }

    @Override
    public void interrupted(Conversation session, Instant now) {
        if (task != null) {
            session.enqueueFirst(DeleteChildLocal.unwanted(task.inbound()));
            task.close();
            task = null;
        }
        afterNothing(session, now);
    }

    /** The old child goes on, until the peer's replacement takes over or this host tries again. */
    private void afterNothing(Conversation session, Instant now) {
        if (!session.children().has(old) || old.phase() != Child.Phase.INSTALLED) {
            return;
        }
        if (old.remoteSuccessor().isPresent()) {
            session.replacedByPeer(old, now);
        } else {
            session.later(Timer.REKEY_CHILD, old, now);
        }
    }

    @Override
    public void forget(Conversation session) {
        if (task != null) {
            session.releaseSpi(task.inbound());
            task.close();
        }
        task = null;
    }
}
