package io.secureconnect.windows.wfp;

import io.secureconnect.windows.abi.SdkName;
import io.secureconnect.windows.abi.Struct;
import java.util.Optional;

/** One direction of an SA context, as Windows tells it: {@code IPSEC_SA_DETAILS1}. */
public record SaDetails(
        int ipVersion,
        int saDirection,
        Traffic traffic,
        SaBundle saBundle,
        Optional<UdpPorts> udpEncapsulation,
        Optional<Filter> transportFilter) {
    /** For an update: {@code traffic} is taken over. */
    @SdkName("IPSEC_SA_DETAILS_UPDATE_TRAFFIC")
    public static final long UPDATE_TRAFFIC = 0x1;

    /** For an update: {@code udpEncapsulation} is taken over. */
    @SdkName("IPSEC_SA_DETAILS_UPDATE_UDP_ENCAPSULATION")
    public static final long UPDATE_UDP_ENCAPSULATION = 0x2;

    static final Struct<SaDetails> STRUCT = Struct.of(
            "IPSEC_SA_DETAILS1",
            new SaDetails(0, 0, Traffic.STRUCT.blank(), SaBundle.STRUCT.blank(), Optional.empty(), Optional.empty()),
            (m, v) -> {
                SaDetails details = new SaDetails(
                        m.u32("ipVersion", v.ipVersion),
                        m.u32("saDirection", v.saDirection),
                        m.struct("traffic", Traffic.STRUCT, v.traffic),
                        m.struct("saBundle", SaBundle.STRUCT, v.saBundle),
                        m.pointer("udpEncapsulation", UdpPorts.STRUCT, v.udpEncapsulation),
                        m.pointer("transportFilter", Filter.STRUCT, v.transportFilter));
                m.struct("virtualIfTunnelInfo", VirtualTunnel.STRUCT, VirtualTunnel.STRUCT.blank());
                return details;
            });

    /** {@code IPSEC_VIRTUAL_IF_TUNNEL_INFO0}; none in transport mode. */
    record VirtualTunnel(long virtualIfTunnelId, long trafficSelectorId) {
        static final Struct<VirtualTunnel> STRUCT = Struct.of(
                "IPSEC_VIRTUAL_IF_TUNNEL_INFO0",
                new VirtualTunnel(0, 0),
                (m, v) -> new VirtualTunnel(
                        m.u64("virtualIfTunnelId", v.virtualIfTunnelId),
                        m.u64("trafficSelectorId", v.trafficSelectorId)));
    }
}
