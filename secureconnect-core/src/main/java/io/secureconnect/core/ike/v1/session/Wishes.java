package io.secureconnect.core.ike.v1.session;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What this host wants and has not begun yet, because there is no ISAKMP SA or another quick mode is under way. */
final class Wishes {
    private final Children children;
    private boolean child;
    private @Nullable Child rekeyed;
    private @Nullable IsakmpSa renewed;

    Wishes(Children children) {
        this.children = children;
    }

    void create() {
        child = true;
    }

    void rekey(Child old) {
        rekeyed = old;
    }

    /** Everything anew, and not as an earlier wish of that had it. */
    void renew() {
        renewed = null;
    }

    /** The ISAKMP SA of the new terms stands, and the child that it is for comes next. */
    void renewed(IsakmpSa sa) {
        renewed = sa;
    }

    boolean isRenewingUnder(IsakmpSa sa) {
        return renewed == sa;
    }

    Optional<IsakmpSa> renewed() {
        return Optional.ofNullable(renewed);
    }

    /** Whether there was one to end. */
    boolean renewalIsOver() {
        boolean was = renewed != null;
        renewed = null;
        return was;
    }

    /** What comes next, if it still is of use. */
    Optional<Wish> next() {
        if (renewed != null) {
            return Optional.of(Wish.renew());
        }
        if (rekeyed != null && rekeyed.phase() == Child.Phase.SERVING && children.has(rekeyed)) {
            return Optional.of(Wish.rekey(rekeyed));
        }
        rekeyed = null;
        child &= children.serving().isEmpty();
        return child ? Optional.of(Wish.create()) : Optional.empty();
    }

    /** It is begun. */
    void begun(Wish wish) {
        switch (wish.reason()) {
            case CREATE -> child = false;
            case REKEY -> rekeyed = null;
            case RENEW -> {}
        }
    }

    void clear() {
        child = false;
        rekeyed = null;
        renewalIsOver();
    }
}
