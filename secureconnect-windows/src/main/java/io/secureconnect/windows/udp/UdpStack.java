package io.secureconnect.windows.udp;

import io.secureconnect.spi.DatagramPort;
import io.secureconnect.spi.IkePorts;

/** The UDP of this host. */
@FunctionalInterface
public interface UdpStack {
    /**
     * Opens both ports on all addresses of this host. Whether filters let anything pass is not its business.
     *
     * @throws io.secureconnect.api.error.SecureConnectException with {@code KERNEL_REFUSED} if one is taken
     */
    DatagramPort open(IkePorts ports);
}
