package io.secureconnect.windows.wfp;

import io.secureconnect.windows.abi.SdkName;
import io.secureconnect.windows.abi.Struct;
import java.util.List;

/**
 * Algorithms of a pair of SAs, and when it ends: {@code IPSEC_PROPOSAL0}.
 *
 * @param pfsGroup an {@code IPSEC_PFS_GROUP}
 */
public record IpsecProposal(SaLimits lifetime, List<SaTransform> saTransforms, int pfsGroup) {
    @SdkName("IPSEC_PFS_NONE")
    public static final int PFS_NONE = 0;

    @SdkName("IPSEC_PFS_2")
    public static final int PFS_2 = 2;

    @SdkName("IPSEC_PFS_14")
    public static final int PFS_14 = 3;

    @SdkName("IPSEC_PFS_ECP_256")
    public static final int PFS_ECP_256 = 4;

    @SdkName("IPSEC_PFS_ECP_384")
    public static final int PFS_ECP_384 = 5;

    @SdkName("IPSEC_PFS_24")
    public static final int PFS_24 = 7;

    public static final Struct<IpsecProposal> STRUCT = Struct.of(
            "IPSEC_PROPOSAL0",
            new IpsecProposal(SaLimits.STRUCT.blank(), List.of(), 0),
            (m, v) -> new IpsecProposal(
                    m.struct("lifetime", SaLimits.STRUCT, v.lifetime),
                    m.list("numSaTransforms", "saTransforms", SaTransform.STRUCT, v.saTransforms),
                    m.u32("pfsGroup", v.pfsGroup)));

    public IpsecProposal {
        saTransforms = List.copyOf(saTransforms);
    }
}
