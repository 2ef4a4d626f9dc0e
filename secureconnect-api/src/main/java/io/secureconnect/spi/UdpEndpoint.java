package io.secureconnect.spi;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.IpAddress;
import java.util.Objects;

/**
 * One end of a UDP conversation.
 *
 * @param address of the host, or of the NAT before it
 * @param port 0 to 65535, host order; 0 only in what an attacker made up
 */
public record UdpEndpoint(IpAddress address, int port) {
    public UdpEndpoint {
        Objects.requireNonNull(address, "address");
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("UDP port " + port + " is not within 0 to 65535");
        }
    }

    public AddressFamily family() {
        return address.family();
    }

    @Override
    public String toString() {
        return (family() == AddressFamily.IPV4 ? address : "[" + address + "]") + ":" + port;
    }
}
