package io.secureconnect.linux.udp;

import io.secureconnect.api.sa.AddressFamily;
import java.util.Objects;

/**
 * Where ESP in UDP arrives on this host, on all its addresses of one family.
 *
 * @param family each has a socket of its own
 * @param port UDP port of this host, 1 to 65535, host order
 */
public record EncapsulationEndpoint(AddressFamily family, int port) {
    public EncapsulationEndpoint {
        Objects.requireNonNull(family, "family");
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("UDP port " + port + " is not within 1 to 65535");
        }
    }

    @Override
    public String toString() {
        return "UDP port " + port + " over " + (family == AddressFamily.IPV4 ? "IPv4" : "IPv6");
    }
}
