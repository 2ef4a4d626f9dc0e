package io.secureconnect.spi;

import io.secureconnect.api.sa.Bytes;
import java.util.Objects;

/**
 * A UDP datagram of IKE, as one host sees it, whichever way it travels.
 *
 * @param local address and port of this host: destination of what came in, source of what goes out
 * @param remote address and port of the other side, as seen from here
 * @param payload what follows the UDP header; on the port of NAT traversal the non-ESP marker included (RFC 3948 §2.2)
 */
public record Datagram(UdpEndpoint local, UdpEndpoint remote, Bytes payload) {
    public Datagram {
        Objects.requireNonNull(payload, "payload");
        if (local.family() != remote.family()) {
            throw new IllegalArgumentException(local + " and " + remote + " are of different families");
        }
    }
}
