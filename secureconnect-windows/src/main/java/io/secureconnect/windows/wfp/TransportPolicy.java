package io.secureconnect.windows.wfp;

import io.secureconnect.windows.abi.SdkName;
import io.secureconnect.windows.abi.Struct;
import java.util.List;

/**
 * What SAs in transport mode IKEEXT negotiates: {@code IPSEC_TRANSPORT_POLICY2}. Extended mode, which is AuthIP's, is not
 * written, and not read.
 *
 * @param flags of {@code IPSEC_POLICY_FLAG_*}
 * @param ndAllowClearTimeoutSeconds of negotiation discovery, which lets clear packets pass; 0 for none
 * @param saIdleTimeout when unused SAs end
 */
public record TransportPolicy(
        List<IpsecProposal> ipsecProposals, int flags, int ndAllowClearTimeoutSeconds, IdleTimeout saIdleTimeout)
        implements ContextPolicy {
    /** ESP in UDP is allowed if the peer is behind a NAT. */
    @SdkName("IPSEC_POLICY_FLAG_NAT_ENCAP_ALLOW_PEER_BEHIND_NAT")
    public static final int NAT_ENCAP_ALLOW_PEER_BEHIND_NAT = 0x10;

    /** The same wherever the NAT is. */
    @SdkName("IPSEC_POLICY_FLAG_NAT_ENCAP_ALLOW_GENERAL_NAT_TRAVERSAL")
    public static final int NAT_ENCAP_ALLOW_GENERAL_NAT_TRAVERSAL = 0x20;

    @SdkName("IPSEC_POLICY_FLAG_DONT_NEGOTIATE_SECOND_LIFETIME")
    public static final int DONT_NEGOTIATE_SECOND_LIFETIME = 0x40;

    @SdkName("IPSEC_POLICY_FLAG_DONT_NEGOTIATE_BYTE_LIFETIME")
    public static final int DONT_NEGOTIATE_BYTE_LIFETIME = 0x80;

    public static final Struct<TransportPolicy> STRUCT = Struct.of(
            "IPSEC_TRANSPORT_POLICY2", new TransportPolicy(List.of(), 0, 0, IdleTimeout.STRUCT.blank()), (m, v) -> {
                TransportPolicy policy = new TransportPolicy(
                        m.list("numIpsecProposals", "ipsecProposals", IpsecProposal.STRUCT, v.ipsecProposals),
                        m.u32("flags", v.flags),
                        m.u32("ndAllowClearTimeoutSeconds", v.ndAllowClearTimeoutSeconds),
                        m.struct("saIdleTimeout", IdleTimeout.STRUCT, v.saIdleTimeout));
                m.unused("emPolicy");
                return policy;
            });

    public TransportPolicy {
        ipsecProposals = List.copyOf(ipsecProposals);
    }

    @Override
    public Kind kind() {
        return Kind.TRANSPORT;
    }

    /**
     * When unused SAs end: {@code IPSEC_SA_IDLE_TIMEOUT0}.
     *
     * @param idleTimeoutSecondsFailOver the same in a cluster
     */
    public record IdleTimeout(int idleTimeoutSeconds, int idleTimeoutSecondsFailOver) {
        static final Struct<IdleTimeout> STRUCT = Struct.of(
                "IPSEC_SA_IDLE_TIMEOUT0",
                new IdleTimeout(0, 0),
                (m, v) -> new IdleTimeout(
                        m.u32("idleTimeoutSeconds", v.idleTimeoutSeconds),
                        m.u32("idleTimeoutSecondsFailOver", v.idleTimeoutSecondsFailOver)));
    }
}
