package io.secureconnect.core.ike.host;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.IkePorts;
import java.util.Arrays;
import java.util.Optional;

/** The non-ESP marker that tells IKE from ESP on the port of NAT traversal (RFC 3948 §2.2, §2.3). */
final class Framing {
    private static final int MARKER_OCTETS = 4;
    private static final int KEEPALIVE = 0xff;

    private final IkePorts ports;

    Framing(IkePorts ports) {
        this.ports = ports;
    }

    /** Whether it only keeps the mapping of a NAT alive. */
    boolean isKeepalive(Datagram datagram) {
        return datagram.payload().length() == 1 && datagram.payload().at(0) == KEEPALIVE;
    }

    /** The IKE message; empty if there can be none. */
    Optional<byte[]> message(Datagram datagram) {
        byte[] octets = datagram.payload().toArray();
        if (datagram.local().port() != ports.natTraversal()) {
            return Optional.of(octets);
        }
        if (octets.length < MARKER_OCTETS || octets[0] != 0 || octets[1] != 0 || octets[2] != 0 || octets[3] != 0) {
            return Optional.empty();
        }
        return Optional.of(Arrays.copyOfRange(octets, MARKER_OCTETS, octets.length));
    }

    /** An answer to {@code request}, on the way it came. */
    Datagram answer(Datagram request, byte[] message) {
        boolean marked = request.local().port() == ports.natTraversal();
        byte[] octets = new byte[message.length + (marked ? MARKER_OCTETS : 0)];
        System.arraycopy(message, 0, octets, octets.length - message.length, message.length);
        return new Datagram(request.local(), request.remote(), Bytes.wrap(octets));
    }
}
