package io.secureconnect.api.sa;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.SecureConnectStyle;
import java.util.OptionalInt;
import org.immutables.value.Value;

/**
 * Which packets an SPD entry is about (RFC 4301 §4.4.1.1), seen from this host: {@code local} is the source of what
 * leaves and the destination of what arrives.
 */
@PublicApi
@Value.Immutable
@SecureConnectStyle
public interface TrafficSelector {
    static Builder builder() {
        return new Builder();
    }

    /** Every packet of the path. */
    static TrafficSelector of(HostPair path) {
        return builder()
                .local(AddressPrefix.of(path.local()))
                .remote(AddressPrefix.of(path.remote()))
                .build();
    }

    AddressPrefix local();

    AddressPrefix remote();

    /** IP protocol number, 0 to 255; empty for any. */
    OptionalInt protocol();

    /** Ports of this host; for ICMP see {@link #icmpType()}. */
    default PortRange localPorts() {
        return PortRange.ANY;
    }

    /** Ports of the peer. */
    default PortRange remotePorts() {
        return PortRange.ANY;
    }

    /** ICMP or ICMPv6 type; only with protocol 1 or 58. */
    OptionalInt icmpType();

    @Value.Check
    default void check() {
        if (local().family() != remote().family()) {
            throw new IllegalArgumentException(local() + " and " + remote() + " are of different families");
        }
        int protocol = protocol().orElse(-1);
        if (protocol > 255) {
            throw new IllegalArgumentException("IP protocol " + protocol + " is not within 0 to 255");
        }
        if (icmpType().isPresent() && protocol != IpProtocol.ICMP && protocol != IpProtocol.ICMPV6) {
            throw new IllegalArgumentException("an ICMP type needs protocol 1 or 58, not " + protocol);
        }
        boolean ports = !localPorts().isAny() || !remotePorts().isAny();
        if (ports && protocol != IpProtocol.TCP && protocol != IpProtocol.UDP) {
            throw new IllegalArgumentException("ports need protocol 6 (TCP) or 17 (UDP), not " + protocol);
        }
    }

    /** Builds a {@link TrafficSelector}. */
    final class Builder extends ImmutableTrafficSelector.Builder {
        Builder() {}
    }
}
