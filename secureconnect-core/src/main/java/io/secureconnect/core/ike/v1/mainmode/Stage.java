package io.secureconnect.core.ike.v1.mainmode;

import java.util.Optional;

/** What one side waits for, with what it knows by then. */
interface Stage extends AutoCloseable {
    /** The number of the message of main mode that is to come; 0 if none is. */
    int awaited();

    /** Takes a message of main mode with the right cookies, encrypted or not. */
    Progress on(byte[] message, Arrival arrival);

    /** The keys, once there is but one set of them. */
    default Optional<Protection> protection() {
        return Optional.empty();
    }

    /** Wipes what is secret, unless it was handed on. */
    @Override
    void close();
}
