package io.secureconnect.windows.wfp;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.windows.abi.SdkName;
import io.secureconnect.windows.abi.Struct;
import io.secureconnect.windows.abi.Union;

/**
 * Between which addresses an SA context is: {@code IPSEC_TRAFFIC1}.
 *
 * @param trafficType an {@code IPSEC_TRAFFIC_TYPE}; 0 for transport mode
 * @param ipsecFilterId the LUID of the callout filter
 */
public record Traffic(
        Ends ends,
        int trafficType,
        long ipsecFilterId,
        int remotePort,
        int localPort,
        int ipProtocol,
        long localIfLuid,
        int realIfProfileId) {
    @SdkName("IPSEC_TRAFFIC_TYPE_TRANSPORT")
    public static final int TRANSPORT = 0;

    /** Here, and in IKEEXT's traffic: should a real Windows want IPv6 the other way round, it is turned round here. */
    static final Union<Bytes> LOCAL = Addresses.union("localV4Address", "localV6Address");

    static final Union<Bytes> REMOTE = Addresses.union("remoteV4Address", "remoteV6Address");

    public static final Struct<Traffic> STRUCT =
            Struct.of("IPSEC_TRAFFIC1", new Traffic(Ends.BLANK, 0, 0, 0, 0, 0, 0, 0), (m, v) -> {
                int ipVersion = m.u32("ipVersion", v.ends.ipVersion);
                Bytes local = m.union(LOCAL, ipVersion, v.ends.local);
                Bytes remote = m.union(REMOTE, ipVersion, v.ends.remote);
                return new Traffic(
                        new Ends(ipVersion, local, remote),
                        m.u32("trafficType", v.trafficType),
                        m.u64("ipsecFilterId", v.ipsecFilterId),
                        m.u16("remotePort", v.remotePort),
                        m.u16("localPort", v.localPort),
                        m.u8("ipProtocol", v.ipProtocol),
                        m.u64("localIfLuid", v.localIfLuid),
                        m.u32("realIfProfileId", v.realIfProfileId));
            });

    /** All packets between two addresses, in transport mode. */
    public static Traffic transport(IpAddress local, IpAddress remote, long ipsecFilterId) {
        return new Traffic(Ends.of(local, remote), TRANSPORT, ipsecFilterId, 0, 0, 0, 0, 0);
    }

    /**
     * Two addresses of one family.
     *
     * @param ipVersion a {@code FWP_IP_VERSION}
     * @param local octets in network order
     * @param remote the same
     */
    public record Ends(int ipVersion, Bytes local, Bytes remote) {
        @SdkName("FWP_IP_VERSION_V4")
        public static final int V4 = 0;

        @SdkName("FWP_IP_VERSION_V6")
        public static final int V6 = 1;

        static final Ends BLANK = new Ends(V4, Addresses.BLANK_V4, Addresses.BLANK_V4);

        public static Ends of(IpAddress local, IpAddress remote) {
            return new Ends(
                    local.family() == AddressFamily.IPV4 ? V4 : V6,
                    Bytes.wrap(local.octets()),
                    Bytes.wrap(remote.octets()));
        }
    }
}
