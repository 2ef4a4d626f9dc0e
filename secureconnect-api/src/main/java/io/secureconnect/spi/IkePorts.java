package io.secureconnect.spi;

/**
 * The UDP ports of IKE on this host.
 *
 * @param ike where IKE begins, 500 by RFC 7296 §2; 1 to 65535, host order
 * @param natTraversal where it goes on behind a NAT, and where ESP in UDP arrives, 4500 by RFC 3948; 1 to 65535, another one
 */
public record IkePorts(int ike, int natTraversal) {
    public IkePorts {
        requirePort(ike);
        requirePort(natTraversal);
        if (ike == natTraversal) {
            throw new IllegalArgumentException("IKE and NAT traversal need two ports, both are " + ike);
        }
    }

    /** UDP 500 and 4500. */
    public static IkePorts standard() {
        return new IkePorts(500, 4500);
    }

    private static void requirePort(int port) {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("UDP port " + port + " is not within 1 to 65535");
        }
    }
}
