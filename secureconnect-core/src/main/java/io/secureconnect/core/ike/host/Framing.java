package io.secureconnect.core.ike.host;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.wire.NonEspMarker;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.IkePorts;
import java.util.Optional;
import java.util.function.Function;

/** Where IKE begins in the datagrams of a host's ports. */
final class Framing {
    private final Function<Datagram, Optional<IkePorts>> ports;

    /** @param ports the two that a datagram belongs to; empty for one that came to neither of any two */
    Framing(Function<Datagram, Optional<IkePorts>> ports) {
        this.ports = ports;
    }

    /** What a datagram holds; on the port where IKE begins there is nothing but IKE. */
    NonEspMarker.Content contentOf(Datagram datagram) {
        NonEspMarker.Content content = NonEspMarker.contentOf(datagram.payload());
        return isMarked(datagram) || content == NonEspMarker.Content.KEEPALIVE ? content : NonEspMarker.Content.IKE;
    }

    /** The message of a datagram that holds IKE. */
    byte[] message(Datagram datagram) {
        return isMarked(datagram)
                ? NonEspMarker.strip(datagram.payload())
                : datagram.payload().toArray();
    }

    /** An answer to {@code request}, on the way it came. */
    Datagram answer(Datagram request, byte[] message) {
        return new Datagram(
                request.local(),
                request.remote(),
                isMarked(request) ? NonEspMarker.mark(message) : Bytes.wrap(message));
    }

    private boolean isMarked(Datagram datagram) {
        return ports.apply(datagram)
                .filter(two -> two.natTraversal() == datagram.local().port())
                .isPresent();
    }
}
