package io.secureconnect.api.sa;

import io.secureconnect.api.PublicApi;

/**
 * ESP inside UDP (RFC 3948), as one end sees it.
 *
 * @param localPort UDP port of this host, 1 to 65535, host order
 * @param remotePort UDP port of the peer, 1 to 65535, host order
 */
@PublicApi
public record UdpEncapsulationTemplate(int localPort, int remotePort) {
    /** The port of RFC 3948. */
    public static final int STANDARD_PORT = 4500;

    public UdpEncapsulationTemplate {
        requirePort(localPort);
        requirePort(remotePort);
    }

    /** Port 4500 on both ends. */
    public static UdpEncapsulationTemplate standard() {
        return new UdpEncapsulationTemplate(STANDARD_PORT, STANDARD_PORT);
    }

    private static void requirePort(int port) {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("UDP port " + port + " is not within 1 to 65535");
        }
    }
}
