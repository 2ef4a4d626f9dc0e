package io.secureconnect.windows.wfp;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.windows.abi.Struct;
import io.secureconnect.windows.abi.Union;
import java.nio.ByteBuffer;
import java.util.List;

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
    public static final int TRANSPORT = 0;

    private static final Union<Bytes> LOCAL = address("localV4Address", "localV6Address");
    private static final Union<Bytes> REMOTE = address("remoteV4Address", "remoteV6Address");

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

    /** An IPv4 address is a number in host order, an IPv6 address 16 octets in network order. */
    private static Union<Bytes> address(String nameV4, String nameV6) {
        return Union.of(
                (m, v) -> v,
                List.of(
                        new Union.Arm<>(
                                Ends.V4,
                                Bytes.wrap(new byte[4]),
                                (m, v) -> Bytes.wrap(ByteBuffer.allocate(4)
                                        .putInt(m.u32(
                                                nameV4,
                                                ByteBuffer.wrap(v.toArray()).getInt()))
                                        .array())),
                        new Union.Arm<>(Ends.V6, Bytes.empty(), (m, v) -> m.octets(nameV6, 16, v))));
    }

    /**
     * Two addresses of one family.
     *
     * @param ipVersion a {@code FWP_IP_VERSION}
     * @param local octets in network order
     * @param remote the same
     */
    public record Ends(int ipVersion, Bytes local, Bytes remote) {
        static final int V4 = 0;
        static final int V6 = 1;
        static final Ends BLANK = new Ends(V4, Bytes.wrap(new byte[4]), Bytes.wrap(new byte[4]));

        public static Ends of(IpAddress local, IpAddress remote) {
            return new Ends(
                    local.family() == AddressFamily.IPV4 ? V4 : V6,
                    Bytes.wrap(local.octets()),
                    Bytes.wrap(remote.octets()));
        }
    }
}
