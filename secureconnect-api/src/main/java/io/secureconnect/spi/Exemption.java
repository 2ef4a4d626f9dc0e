package io.secureconnect.spi;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.AddressPrefix;
import io.secureconnect.api.sa.IpProtocol;
import io.secureconnect.api.sa.PortRange;
import io.secureconnect.api.sa.TrafficSelector;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Packets that pass in clear although their path is protected, in both directions. Two of them are equal if their
 * selectors are: a kernel keeps no names, so a snapshot may give another one.
 *
 * @param name for people, unique among the exemptions of a host
 * @param selector which packets
 */
public record Exemption(String name, TrafficSelector selector) {
    private static final int ROUTER_SOLICITATION = 133;
    private static final int NEIGHBOR_ADVERTISEMENT = 136;

    public Exemption {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(selector, "selector");
    }

    /**
     * IPv6 neighbour and router discovery, ICMPv6 types 133 to 136 (RFC 4861): without it two neighbours cannot find each
     * other's link address, and an SA between them never carries a packet.
     */
    public static List<Exemption> neighborDiscovery() {
        return IntStream.rangeClosed(ROUTER_SOLICITATION, NEIGHBOR_ADVERTISEMENT)
                .mapToObj(type -> new Exemption(
                        "neighbor discovery, ICMPv6 type " + type,
                        any(AddressFamily.IPV6)
                                .protocol(IpProtocol.ICMPV6)
                                .icmpType(type)
                                .build()))
                .collect(Collectors.toUnmodifiableList());
    }

    /** IKE from {@code port} to {@code port} (UDP 500 and 4500 by RFC 7296 §2, or a port of the policy's choice). */
    public static Exemption ike(AddressFamily family, int port) {
        return new Exemption(
                "IKE on UDP " + port + " over " + (family == AddressFamily.IPV4 ? "IPv4" : "IPv6"),
                any(family)
                        .protocol(IpProtocol.UDP)
                        .localPorts(PortRange.of(port))
                        .remotePorts(PortRange.of(port))
                        .build());
    }

    private static TrafficSelector.Builder any(AddressFamily family) {
        return TrafficSelector.builder().local(AddressPrefix.any(family)).remote(AddressPrefix.any(family));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Exemption && selector.equals(((Exemption) other).selector);
    }

    @Override
    public int hashCode() {
        return selector.hashCode();
    }
}
