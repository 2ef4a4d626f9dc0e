package io.secureconnect.core.ike.v1.session;

import io.secureconnect.core.ike.v1.informational.Notice;
import io.secureconnect.core.ike.v1.keys.Cookies;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What follows from what the peer tells under protection of an ISAKMP SA. */
final class PeerNotices {
    private PeerNotices() {}

    static void process(Association session, IsakmpSa sa, Notice notice, Instant now) {
        switch (notice.kind()) {
            case ESP_DELETED ->
                ((Notice.EspDeleted) notice)
                        .spis()
                        .forEach(spi ->
                                session.children().byOutbound(spi).ifPresent(child -> deleted(session, child, now)));
            case ISAKMP_DELETED -> {
                for (Cookies cookies : ((Notice.IsakmpDeleted) notice).cookies()) {
                    session.isakmpSas().of(cookies).ifPresent(gone -> session.drop(gone, now));
                }
            }
            case LIVENESS -> session.liveness().receive(sa, (Notice.Liveness) notice);
            case INITIAL_CONTACT -> initialContact(session, sa, now);
            case RESPONDER_LIFETIME -> shorten(session, sa, (Notice.ResponderLifetime) notice, now);
            case CONNECTED -> session.quickModes().connected(((Notice.Connected) notice).spi(), now);
            case REFUSAL -> session.quickModes().refused((Notice.Refusal) notice, now);
            case OTHER -> {}
        }
    }

    /** The peer neither sends nor receives by it any more; what it sent before is on its way. */
    private static void deleted(Association session, Child child, Instant now) {
        if (child.phase() == Child.Phase.SERVING) {
            session.quickModes().confirmed(now);
        }
        boolean served = child.phase() == Child.Phase.SERVING;
        session.children().linger(child, now);
        boolean twin = session.children().all().stream()
                .anyMatch(c ->
                        c.phase() == Child.Phase.REPLACED && !session.children().isRetiring(c));
        if (served && twin) {
            session.upkeep().createChild(now); // the peer sends by the twin, and this end can't
        }
    }

    /** Said of what was before the ISAKMP SA, and only worth something while that is fresh. */
    private static void initialContact(Association session, IsakmpSa sa, Instant now) {
        Duration fresh = session.context().times().awaitedDelete();
        if (now.isBefore(sa.done().at().plus(fresh))) {
            session.forgottenByPeer(sa.begun(), now);
        }
    }

    private static void shorten(Association session, IsakmpSa sa, Notice.ResponderLifetime notice, Instant now) {
        Optional<Duration> lifetime = notice.lifetime();
        if (lifetime.isEmpty()) {
            return;
        }
        if (notice.spi().isEmpty()) {
            session.isakmpSas().shorten(sa, lifetime.get(), now);
        } else {
            session.children()
                    .byOutbound(notice.spi().get())
                    .ifPresent(child -> session.children().shorten(child, lifetime.get(), now));
        }
    }
}
