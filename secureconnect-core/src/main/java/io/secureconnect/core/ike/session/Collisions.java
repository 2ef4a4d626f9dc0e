package io.secureconnect.core.ike.session;

import io.secureconnect.core.ike.registry.NotifyType;
import java.util.Optional;

/** What the peer may not begin while this host is at something (RFC 7296 §2.25); empty where it may. */
final class Collisions {
    private static final Optional<NotifyType> LATER = Optional.of(NotifyType.TEMPORARY_FAILURE);

    private Collisions() {}

    static Optional<NotifyType> ofNewChild(Established sa) {
        boolean bothCreate = sa.active(CreateChildLocal.class).isPresent()
                && sa.session().isInitiator(); // of two children at once, one is enough
        return isBusy(sa) || bothCreate ? LATER : Optional.empty();
    }

    static Optional<NotifyType> ofChildRekeying(Established sa, Optional<Child> child) {
        if (isBusy(sa)) {
            return LATER;
        }
        if (child.isEmpty()) {
            return Optional.of(NotifyType.CHILD_SA_NOT_FOUND);
        }
        boolean going = child.get().phase() != Child.Phase.INSTALLED
                || child.get().remoteSuccessor().isPresent();
        return going ? LATER : Optional.empty();
    }

    static Optional<NotifyType> ofIkeRekeying(Established sa) {
        boolean childOnTheWay = sa.active(CreateChildLocal.class).isPresent()
                || sa.active(RekeyChildLocalCreate.class).isPresent()
                || sa.active(DeleteChildLocal.class).isPresent();
        boolean bothLong = sa.active(RekeyIkeLocalCreate.class).isPresent() && RekeyIkeLocalCreate.isLong(sa);
        boolean going = sa.isReplaced()
                || sa.remoteRekeying().isPresent()
                || sa.active(DeleteIkeLocal.class).isPresent()
                || sa.session().isClosing();
        return childOnTheWay || bothLong || going ? LATER : Optional.empty();
    }

    /** Whether this SA is about to go, or to be replaced. */
    private static boolean isBusy(Established sa) {
        return sa.isReplaced()
                || sa.session().isClosing()
                || sa.active(RekeyIkeLocalCreate.class).isPresent()
                || sa.active(DeleteIkeLocal.class).isPresent();
    }
}
