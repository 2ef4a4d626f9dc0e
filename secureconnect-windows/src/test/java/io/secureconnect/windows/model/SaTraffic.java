package io.secureconnect.windows.model;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.testkit.kernel.IpPacket;
import io.secureconnect.windows.wfp.Filter;
import io.secureconnect.windows.wfp.SaDetails;
import io.secureconnect.windows.wfp.Traffic;
import io.secureconnect.windows.wfp.UdpPorts;
import java.util.Optional;

/** Which packets an SA context is for, held against the filter that it names. */
final class SaTraffic {
    /** {@code IPSEC_SA_DETAILS_UPDATE_TRAFFIC}. */
    static final long UPDATE_TRAFFIC = 1;
    /** {@code IPSEC_SA_DETAILS_UPDATE_UDP_ENCAPSULATION}. */
    static final long UPDATE_UDP_ENCAPSULATION = 2;

    private SaTraffic() {}

    /** Refuses traffic whose filter is none of the IPsec callout of that direction, or does not cover the addresses. */
    static void require(Traffic traffic, Direction direction, Optional<Filter> named) {
        Filter filter = named.orElseThrow(Refusal.FILTER_NOT_FOUND::raised);
        HostPair path = path(traffic);
        TransportLayer layer = TransportLayer.of(direction, path.family());
        boolean isCallout = filter.layerKey().equals(layer.key())
                && filter.action().calloutKey().equals(layer.callout());
        if (!isCallout || traffic.trafficType() != Traffic.TRANSPORT) {
            throw Refusal.TRAFFIC_MISMATCH.raised();
        }
        boolean covered = Conditions.of(filter, layer).all().stream()
                .filter(condition -> condition.field().isAddress())
                .allMatch(condition -> condition.holds(addresses(path, direction)));
        if (!covered) {
            throw Refusal.TRAFFIC_MISMATCH.raised();
        }
    }

    /** Whether a packet is between the addresses, and of the protocol and ports where they are named. */
    static boolean covers(Traffic traffic, IpPacket packet, Direction direction) {
        PacketFields fields = PacketFields.of(packet, direction, 0);
        HostPair path = path(traffic);
        return fields.values().get(Field.LOCAL_ADDRESS).equals(PacketFields.number(path.local()))
                && fields.values().get(Field.REMOTE_ADDRESS).equals(PacketFields.number(path.remote()))
                && agrees(traffic.ipProtocol(), fields, Field.PROTOCOL)
                && agrees(traffic.localPort(), fields, Field.LOCAL_PORT)
                && agrees(traffic.remotePort(), fields, Field.REMOTE_PORT);
    }

    /** The ports of ESP in UDP, which there is for IPv4 only. */
    static Optional<UdpPorts> ports(SaDetails details, SaPair pair) {
        if (details.udpEncapsulation().isPresent() && path(pair.outboundTraffic).family() != AddressFamily.IPV4) {
            throw Refusal.INVALID_PARAMETER.raised();
        }
        return details.udpEncapsulation();
    }

    static HostPair path(Traffic traffic) {
        return new HostPair(
                IpAddress.of(traffic.ends().local().toArray()),
                IpAddress.of(traffic.ends().remote().toArray()));
    }

    private static PacketFields addresses(HostPair path, Direction direction) {
        return PacketFields.of(
                IpPacket.of(path.source(direction), path.destination(direction), 0, new byte[0]), direction, 0);
    }

    private static boolean agrees(int named, PacketFields fields, Field field) {
        return named == 0
                || fields.value(field)
                        .filter(value -> value.intValue() == named)
                        .isPresent();
    }
}
