package io.secureconnect.linux.udp;

import io.secureconnect.api.sa.AddressFamily;
import java.util.Objects;

/**
 * A UDP port on all addresses that this host has of one family.
 *
 * @param family each has a socket of its own
 * @param number 1 to 65535, host order
 */
public record UdpPort(AddressFamily family, int number) {
    public UdpPort {
        Objects.requireNonNull(family, "family");
        if (number < 1 || number > 65535) {
            throw new IllegalArgumentException("UDP port " + number + " is not within 1 to 65535");
        }
    }

    @Override
    public String toString() {
        return "UDP port " + number + " over " + (family == AddressFamily.IPV4 ? "IPv4" : "IPv6");
    }
}
