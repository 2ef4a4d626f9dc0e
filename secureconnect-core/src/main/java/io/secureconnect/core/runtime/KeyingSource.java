package io.secureconnect.core.runtime;

import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.keying.KeyReport;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.core.keying.KeyDemand;
import io.secureconnect.core.keying.Keying;
import io.secureconnect.spi.Datagram;

/** A way to keys as an engine has it: the keying itself, and what it speaks through. */
interface KeyingSource extends AutoCloseable {
    KeyingMode mode();

    Keying keying();

    /**
     * Opens what {@code demand} needs, unless it is open.
     *
     * @throws SecureConnectException if it cannot be opened
     */
    void open(KeyDemand demand);

    /** Tells the distributor. */
    void report(KeyReport report);

    /** Sends to a peer. */
    void send(Datagram datagram);

    @Override
    void close();
}
