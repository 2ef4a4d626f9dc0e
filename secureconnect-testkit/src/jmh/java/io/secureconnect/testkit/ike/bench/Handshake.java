package io.secureconnect.testkit.ike.bench;

import java.security.GeneralSecurityException;

/** One complete handshake, both ends, in the calling thread. */
interface Handshake {
    /** @throws IllegalStateException if it came to nothing */
    void run() throws GeneralSecurityException;
}
