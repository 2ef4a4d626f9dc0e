package io.secureconnect.core.runtime;

import io.secureconnect.core.ike.session.ChildSpis;
import io.secureconnect.core.keying.Keying;
import io.secureconnect.spi.DatagramPort;
import java.util.Optional;
import java.util.function.Function;

/**
 * How an engine comes to keys, before it has a kernel.
 *
 * @param controller from a distributor
 * @param ike by agreement with the peers
 */
record WaysToKeys(Optional<ControllerSource.Parts> controller, Optional<IkeParts> ike) {
    /**
     * What IKE needs.
     *
     * @param keying made once the kernel can reserve SPIs
     * @param port the sockets; empty for those of the backend
     */
    record IkeParts(Function<ChildSpis, Keying> keying, Optional<DatagramPort> port) {}
}
