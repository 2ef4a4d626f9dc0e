package io.secureconnect.core.ike.session;

import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.registry.NotifyType;
import io.secureconnect.core.ike.rules.ExchangeForm;
import io.secureconnect.core.ike.rules.FaultTable;
import io.secureconnect.core.ike.task.Deletes;
import io.secureconnect.core.ike.task.Received;
import io.secureconnect.core.ike.wire.v2.Payload.Notify;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** INFORMATIONAL of the peer: deletes, liveness, errors that end the SA (RFC 7296 §1.4). */
final class RemoteInformational {
    private RemoteInformational() {}

    static void process(Established sa, Inbound request, Instant now) {
        Conversation session = sa.session();
        Received received = request.received();
        Optional<Notify> fatal = received.error().filter(RemoteInformational::isFatal);
        if (fatal.isPresent()) {
            RemoteRequests.respond(sa, request, ExchangeForm.INFORMATIONAL, List.of());
            session.fail(FaultTable.refusal(ExchangeForm.INFORMATIONAL, fatal.get()));
        } else if (Deletes.ofIke(received)) {
            deleteIke(sa, request, now);
        } else {
            List<Spi> answer = new ArrayList<>();
            for (Spi spi : Deletes.ofChildren(received)) {
                Optional<Child> child = session.children().byOutbound(spi);
                child.flatMap(c -> deleteChild(session, c, now)).ifPresent(answer::add);
                if (child.isEmpty()) {
                    sa.deletedEarly(spi);
                }
            }
            RemoteRequests.respond(sa, request, ExchangeForm.INFORMATIONAL, Deletes.children(answer));
        }
    }

    private static boolean isFatal(Notify notify) {
        return notify.type() == NotifyType.AUTHENTICATION_FAILED.number()
                || notify.type() == NotifyType.INVALID_SYNTAX.number();
    }

    /** Answered as usual, whatever this host was about to do with the SA (§2.25.2). */
    private static void deleteIke(Established sa, Inbound request, Instant now) {
        Conversation session = sa.session();
        Optional<RemoteIkeRekeying> rekeyed = sa.remoteRekeying().filter(RemoteIkeRekeying::isMade);
        boolean goesOn = sa.isReplaced() || sa.sa() != session.current() || rekeyed.isPresent();
        if (goesOn) {
            RemoteRequests.respond(sa, request, ExchangeForm.INFORMATIONAL, List.of());
            if (!sa.isReplaced()) {
                rekeyed.ifPresent(r -> session.ikeSas().replace(sa, r.made(), now));
            }
            session.ikeSas().drop(sa.sa(), now);
            return;
        }
        session.children().removeAll();
        RemoteRequests.respond(sa, request, ExchangeForm.INFORMATIONAL, List.of());
        session.end();
    }

    /** The peer deletes a child; returns the SPI that names it in the answer, unless both ends delete it (§1.4.1). */
    private static Optional<Spi> deleteChild(Conversation session, Child child, Instant now) {
        Children children = session.children();
        Optional<Child> successor = child.remoteSuccessor().filter(children::has);
        boolean both = child.phase() == Child.Phase.DELETING;
        successor.ifPresent(s -> children.switchOutbound(child, s));
        if (both || successor.isPresent() || child.phase() == Child.Phase.REPLACED) {
            children.linger(child, now);
        } else {
            children.remove(child);
        }
        children.all().stream()
                .filter(c -> c.remoteSuccessor().filter(s -> s == child).isPresent())
                .forEach(c -> revive(session, c, now));
        return both ? Optional.empty() : Optional.of(child.inbound());
    }

    /** The peer took its own replacement back, so the child serves on, unless this host replaces it, too. */
    private static void revive(Conversation session, Child child, Instant now) {
        child.forgetRemoteSuccessor();
        if (child.phase() == Child.Phase.REPLACED
                && child.isOutboundInstalled()
                && session.timers().runs(Timer.AWAIT_CHILD_DELETE, child)) {
            session.timers().stop(Timer.AWAIT_CHILD_DELETE, child);
            child.phase(Child.Phase.INSTALLED);
            session.later(Timer.REKEY_CHILD, child, now);
        }
    }
}
