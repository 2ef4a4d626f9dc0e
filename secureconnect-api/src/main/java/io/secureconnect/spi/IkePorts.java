package io.secureconnect.spi;

import io.secureconnect.api.PublicApi;

/**
 * The UDP ports of IKE between two hosts, the same at both ends.
 *
 * @param ike where IKE begins, 500 by RFC 7296 §2; 1 to 65535, host order
 * @param natTraversal where it goes on behind a NAT, and where ESP in UDP arrives, 4500 by RFC 3948; 1 to 65535, another one
 */
@PublicApi
public record IkePorts(int ike, int natTraversal) {
    private static final IkePorts STANDARD = new IkePorts(500, 4500);
    private static final IkePorts BESIDE_IKEEXT = new IkePorts(24500, 24501);

    public IkePorts {
        requirePort(ike);
        requirePort(natTraversal);
        if (ike == natTraversal) {
            throw new IllegalArgumentException("IKE and NAT traversal need two ports, both are " + ike);
        }
    }

    /** UDP 500 and 4500. */
    public static IkePorts standard() {
        return STANDARD;
    }

    /**
     * UDP 24500 and 24501, for pairs with a Windows end: there 500 and 4500 belong to the system's own key exchange, the service IKEEXT.
     *
     * <p>Chosen because IANA has given out no port from 24466 to 24553; because both lie below the ports that systems hand
     * out by themselves (Linux from 32768, Windows from 49152), so that no client socket is in the way; and because
     * neighbours are one range in a firewall's rule.
     */
    public static IkePorts besideIkeext() {
        return BESIDE_IKEEXT;
    }

    /** Whether one socket would serve both: a host can have two sets that are equal or that share nothing. */
    public boolean overlaps(IkePorts other) {
        return has(other.ike) || has(other.natTraversal);
    }

    /** Whether {@code port} is one of the two. */
    public boolean has(int port) {
        return port == ike || port == natTraversal;
    }

    private static void requirePort(int port) {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("UDP port " + port + " is not within 1 to 65535");
        }
    }
}
