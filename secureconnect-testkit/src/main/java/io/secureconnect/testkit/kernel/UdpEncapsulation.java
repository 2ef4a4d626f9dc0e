package io.secureconnect.testkit.kernel;

import io.secureconnect.spi.IkePorts;
import java.util.Arrays;
import java.util.Set;

/** ESP inside UDP, told from IKE and keepalives on the same port (RFC 3948 §2). */
final class UdpEncapsulation {
    /** Those that policy names if it is not told others. */
    private static final Set<Integer> PORTS =
            Set.of(IkePorts.standard().natTraversal(), IkePorts.besideIkeext().natTraversal());

    /** The first four octets of IKE where an SPI would stand (RFC 3948 §2.2). */
    static final int NON_ESP_MARKER = 0;

    private static final byte KEEPALIVE = (byte) 0xff;
    private static final int MARKER_OCTETS = 4;

    private UdpEncapsulation() {}

    /** What a datagram on an encapsulation port holds. */
    enum Content {
        ESP,
        IKE,
        KEEPALIVE
    }

    /** Whether ESP in UDP is looked for on {@code port} where no SA says so: in a capture. */
    static boolean isPort(int port) {
        return PORTS.contains(port);
    }

    static Content classify(byte[] data) {
        if (data.length == 1 && data[0] == KEEPALIVE) {
            return Content.KEEPALIVE;
        }
        boolean marked = data.length >= MARKER_OCTETS
                && Arrays.equals(data, 0, MARKER_OCTETS, new byte[MARKER_OCTETS], 0, MARKER_OCTETS);
        return marked ? Content.IKE : Content.ESP;
    }
}
