package io.secureconnect.core.ike.session;

import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.rules.ExchangeForm;
import io.secureconnect.core.ike.task.Deletes;
import io.secureconnect.core.ike.task.Received;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** This host deletes a child (RFC 7296 §1.4.1). */
final class DeleteChildLocal implements Procedure {
    private final String state;
    private final Spi inbound;
    private final Optional<Child> child;
    private boolean isSetAside;

    private DeleteChildLocal(String state, Spi inbound, Optional<Child> child, boolean isSetAside) {
        this.state = state;
        this.inbound = inbound;
        this.child = child;
        this.isSetAside = isSetAside;
    }

    /** One that nobody needs. */
    static DeleteChildLocal of(Child child) {
        return new DeleteChildLocal("DeleteChildLocalDelete", child.inbound(), Optional.of(child), false);
    }

    /** One that another has replaced. */
    static DeleteChildLocal replaced(Child child) {
        return new DeleteChildLocal("RekeyChildLocalDelete", child.inbound(), Optional.of(child), false);
    }

    /** One that only the peer has: this host never installed it, and its SPI is still set aside. */
    static DeleteChildLocal unwanted(Spi inbound) {
        return new DeleteChildLocal("DeleteChildLocalDelete", inbound, Optional.empty(), true);
    }

    /** One that only the peer has: this host's kernel has nothing of it any more. */
    static DeleteChildLocal removed(Spi inbound) {
        return new DeleteChildLocal("DeleteChildLocalDelete", inbound, Optional.empty(), false);
    }

    @Override
    public String state() {
        return state;
    }

    @Override
    public Optional<Request> begin(Established sa, Instant now) {
        boolean done = child.filter(c -> !sa.session().children().has(c) || c.phase() == Child.Phase.LINGERING)
                .isPresent();
        boolean peerReplacesIt = child.filter(
                        c -> c.remoteSuccessor().filter(Child::isUnknownToPeer).isPresent())
                .isPresent(); // and deletes it when it has switched over
        if (done || peerReplacesIt) {
            return Optional.empty();
        }
        Optional<Child> early = child.filter(Child::isUnknownToPeer);
        if (early.isPresent()) {
            // The peer would find nothing to delete, and make the child afterwards.
            sa.session().later(Timer.AWAIT_CHILD_DELETE, early.get(), now);
            return Optional.empty();
        }
        child.ifPresent(c -> c.phase(Child.Phase.DELETING));
        return Optional.of(new Request(ExchangeForm.INFORMATIONAL, Deletes.children(List.of(inbound))));
    }

    @Override
    public Optional<Request> response(Established sa, Received response, Instant now) {
        Children children = sa.session().children();
        child.filter(children::has)
                .filter(c -> c.phase() == Child.Phase.DELETING)
                .ifPresent(c -> children.linger(c, now));
        return Optional.empty();
    }

    @Override
    public void interrupted(Conversation session, Instant now) {
        session.enqueueFirst(new DeleteChildLocal(state, inbound, child, isSetAside));
        isSetAside = false;
    }

    @Override
    public void forget(Conversation session) {
        if (isSetAside) {
            isSetAside = false;
            session.releaseSpi(inbound);
        }
    }
}
