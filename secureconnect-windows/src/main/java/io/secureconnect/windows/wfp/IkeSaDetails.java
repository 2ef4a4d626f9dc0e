package io.secureconnect.windows.wfp;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.abi.Struct;
import io.secureconnect.windows.abi.Union;
import io.secureconnect.windows.abi.Union.Arm;
import java.util.List;
import java.util.Optional;

/**
 * An IKE SA of IKEEXT, as Windows tells it: {@code IKEEXT_SA_DETAILS2}. Credentials are not read.
 *
 * @param keyModuleType an {@code IKEEXT_KEY_MODULE_TYPE}
 * @param v4UdpEncapsulation empty without NAT, and for IPv6
 * @param initiatorCookie the initiator's SPI (IKEv2) or cookie (IKEv1), in Windows' order
 * @param responderCookie the responder's
 * @param ikePolicyKey key of the provider context with its {@link MainModePolicy}
 */
public record IkeSaDetails(
        long saId,
        int keyModuleType,
        Optional<UdpPorts> v4UdpEncapsulation,
        Traffic.Ends ends,
        IkeProposal ikeProposal,
        long initiatorCookie,
        long responderCookie,
        Guid ikePolicyKey) {
    private static final Union<Optional<UdpPorts>> ENCAPSULATION = Union.of(
            (m, v) -> Optional.empty(),
            List.of(new Arm<>(
                    Traffic.Ends.V4, Optional.empty(), (m, v) -> m.pointer("v4UdpEncapsulation", UdpPorts.STRUCT, v))));

    static final Struct<Traffic.Ends> TRAFFIC = Struct.of("IKEEXT_TRAFFIC0", Traffic.Ends.BLANK, (m, v) -> {
        int ipVersion = m.u32("ipVersion", v.ipVersion());
        Traffic.Ends ends = new Traffic.Ends(
                ipVersion,
                m.union(Traffic.LOCAL, ipVersion, v.local()),
                m.union(Traffic.REMOTE, ipVersion, v.remote()));
        m.u64("authIpFilterId", 0);
        return ends;
    });

    static final Struct<Cookies> COOKIES = Struct.of(
            "IKEEXT_COOKIE_PAIR0",
            new Cookies(0, 0),
            (m, v) -> new Cookies(m.u64("initiator", v.initiator), m.u64("responder", v.responder)));

    static final Struct<Integer> CREDENTIALS = Struct.of("IKEEXT_CREDENTIALS2", 0, (m, v) -> {
        m.u32("numCredentials", 0);
        m.unused("credentials");
        return v;
    });

    public static final Struct<IkeSaDetails> STRUCT = Struct.of(
            "IKEEXT_SA_DETAILS2",
            new IkeSaDetails(0, 0, Optional.empty(), Traffic.Ends.BLANK, IkeProposal.STRUCT.blank(), 0, 0, Guid.NONE),
            (m, v) -> {
                long saId = m.u64("saId", v.saId);
                int keyModuleType = m.u32("keyModuleType", v.keyModuleType);
                int ipVersion = m.u32("ipVersion", v.ends.ipVersion());
                Optional<UdpPorts> ports = m.union(ENCAPSULATION, ipVersion, v.v4UdpEncapsulation);
                Traffic.Ends ends = m.struct("ikeTraffic", TRAFFIC, v.ends);
                IkeProposal proposal = m.struct("ikeProposal", IkeProposal.STRUCT, v.ikeProposal);
                Cookies cookies = m.struct("cookiePair", COOKIES, new Cookies(v.initiatorCookie, v.responderCookie));
                m.struct("ikeCredentials", CREDENTIALS, 0);
                Guid ikePolicyKey = m.guid("ikePolicyKey", v.ikePolicyKey);
                m.u64("virtualIfTunnelId", 0);
                m.struct("correlationKey", Plain.BYTE_BLOB, Bytes.empty());
                return new IkeSaDetails(
                        saId, keyModuleType, ports, ends, proposal, cookies.initiator, cookies.responder, ikePolicyKey);
            });

    /** Both. */
    record Cookies(long initiator, long responder) {}
}
