package io.secureconnect.windows.wfp;

import io.secureconnect.windows.abi.Members;
import io.secureconnect.windows.abi.Struct;

/**
 * An IP interface, as Windows tells it: {@code MIB_IPINTERFACE_ROW}, of which only what is read is kept. It is not fit for
 * writing, which would set everything else to zero.
 *
 * @param family an {@code ADDRESS_FAMILY}
 * @param interfaceLuid the same for both families; 0 to look it up by its index
 * @param interfaceIndex the same
 * @param nlMtu octets of the largest IP packet
 */
public record IpInterface(int family, long interfaceLuid, int interfaceIndex, int nlMtu, boolean connected) {
    private static final Struct<Integer> ZONE_INDICES = Struct.of("ULONG[16]", 0, (m, v) -> {
        for (int i = 0; i < 16; i++) {
            m.u32("ZoneIndices", 0);
        }
        return v;
    });

    public static final Struct<IpInterface> STRUCT =
            Struct.of("MIB_IPINTERFACE_ROW", new IpInterface(0, 0, 0, 0, false), (m, v) -> {
                int family = m.u16("Family", v.family);
                long luid = m.u64("InterfaceLuid", v.interfaceLuid);
                int index = m.u32("InterfaceIndex", v.interfaceIndex);
                m.u32("MaxReassemblySize", 0);
                m.u64("InterfaceIdentifier", 0);
                m.u32("MinRouterAdvertisementInterval", 0);
                m.u32("MaxRouterAdvertisementInterval", 0);
                flags(
                        m,
                        "AdvertisingEnabled",
                        "ForwardingEnabled",
                        "WeakHostSend",
                        "WeakHostReceive",
                        "UseAutomaticMetric",
                        "UseNeighborUnreachabilityDetection",
                        "ManagedAddressConfigurationSupported",
                        "OtherStatefulConfigurationSupported",
                        "AdvertiseDefaultRoute");
                m.u32("RouterDiscoveryBehavior", 0);
                m.u32("DadTransmits", 0);
                m.u32("BaseReachableTime", 0);
                m.u32("RetransmitTime", 0);
                m.u32("PathMtuDiscoveryTimeout", 0);
                m.u32("LinkLocalAddressBehavior", 0);
                m.u32("LinkLocalAddressTimeout", 0);
                m.struct("ZoneIndices", ZONE_INDICES, 0);
                m.u32("SitePrefixLength", 0);
                m.u32("Metric", 0);
                int mtu = m.u32("NlMtu", v.nlMtu);
                boolean connected = m.u8("Connected", v.connected ? 1 : 0) != 0;
                flags(m, "SupportsWakeUpPatterns", "SupportsNeighborDiscovery", "SupportsRouterDiscovery");
                m.u32("ReachableTime", 0);
                flags(m, "TransmitOffload", "ReceiveOffload", "DisableDefaultRoutes");
                return new IpInterface(family, luid, index, mtu, connected);
            });

    /** The interface of one family with this index, to be looked up. */
    public static IpInterface asked(int family, int interfaceIndex) {
        return new IpInterface(family, 0, interfaceIndex, 0, false);
    }

    private static void flags(Members m, String... names) {
        for (String name : names) {
            m.u8(name, 0);
        }
    }
}
