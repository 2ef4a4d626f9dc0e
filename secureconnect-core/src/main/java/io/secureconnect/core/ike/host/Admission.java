package io.secureconnect.core.ike.host;

import io.secureconnect.core.ike.wire.DecodeException;
import io.secureconnect.spi.Datagram;
import java.time.Instant;

/** Which session a message of one version of IKE belongs to, and which strangers are let in. */
interface Admission {
    /**
     * Takes a message.
     *
     * @param datagram in which it came
     * @param octets from the first of the header
     */
    void message(Datagram datagram, byte[] octets, Instant now) throws DecodeException;
}
