package io.secureconnect.core.ike.v1.session;

/** What a session waits for, beside answers; the list is closed. */
enum Timer {
    /** A responder gives up a peer that began main mode and does not go on. */
    HALF_OPEN,
    /** Another ISAKMP SA is made in time. */
    REKEY_PHASE_ONE,
    /** An ISAKMP SA has served its time. */
    END_PHASE_ONE,
    /** An ISAKMP SA has a younger one beside it, and both ends know that by now. */
    SUPERFLUOUS_PHASE_ONE,
    /** The end that need not begin has waited long enough for the other one's main mode. */
    PATIENCE,
    /** The peer was silent for long. */
    LIVENESS,
    /** A NAT before this host is reminded of its mapping. */
    KEEPALIVE,
    /** A child is made, after there could be none. */
    CREATE_CHILD,
    /** A child is replaced. */
    REKEY_CHILD,
    /** A child has served its time, and nothing replaced it. */
    END_CHILD,
    /** The peer asked this end to wait before it sends, and does not say for how long (RFC 2408 §3.1). */
    COMMIT,
    /** The peer had time to work on the last message of a quick mode, so that it receives by the new child. */
    SWITCH,
    /** The peer is told that a replaced child is no more. */
    DELETE_CHILD,
    /** What was on its way to a replaced inbound SA has arrived. */
    INBOUND_GRACE,
    /** Nobody repeats a message of a quick mode any more. */
    FORGET_QUICK_MODE
}
