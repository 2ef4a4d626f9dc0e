package io.secureconnect.core.ike.session;

/** What a session waits for, beside answers; the list is closed. */
enum Timer {
    /** A responder gives up a peer that began and does not go on. */
    HALF_OPEN,
    /** The keys of IKE are replaced. */
    REKEY_IKE,
    /** The keys of IKE have served their time, and nothing replaced them. */
    END_IKE,
    /** The peer should have deleted an IKE SA that was replaced. */
    AWAIT_IKE_DELETE,
    /** The peer was silent for long. */
    LIVENESS,
    /** A NAT before this host is reminded of its mapping. */
    KEEPALIVE,
    /** A child is made, after the peer had no time for it. */
    CREATE_CHILD,
    /** A child is replaced. */
    REKEY_CHILD,
    /** A child has served its time, and nothing replaced it. */
    END_CHILD,
    /** The peer should have deleted a child that was replaced. */
    AWAIT_CHILD_DELETE,
    /** What was on its way to a replaced inbound SA has arrived. */
    INBOUND_GRACE
}
