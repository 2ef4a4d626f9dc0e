package io.secureconnect.core.ike.v1.session;

import org.jspecify.annotations.Nullable;

/**
 * What this host begins a quick mode for.
 *
 * @param replaced the child that another is to replace; null if there is none
 */
record Wish(Reason reason, @Nullable Child replaced) {
    /** Why there is to be a child. */
    enum Reason {
        /** There is none. */
        CREATE,
        /** Another one will not serve much longer. */
        REKEY,
        /** Everything is made anew by other terms. */
        RENEW
    }

    static Wish create() {
        return new Wish(Reason.CREATE, null);
    }

    static Wish rekey(Child child) {
        return new Wish(Reason.REKEY, child);
    }

    static Wish renew() {
        return new Wish(Reason.RENEW, null);
    }
}
