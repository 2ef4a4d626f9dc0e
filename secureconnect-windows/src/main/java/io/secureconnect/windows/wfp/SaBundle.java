package io.secureconnect.windows.wfp;

import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.abi.SdkName;
import io.secureconnect.windows.abi.Struct;
import java.util.List;

/**
 * What one direction of an SA context has: {@code IPSEC_SA_BUNDLE1}.
 *
 * @param flags of {@code IPSEC_SA_BUNDLE_FLAG_*}
 * @param qmSaId the same in both bundles of a pair, and at both ends; another one for each pair
 * @param ipVersion a {@code FWP_IP_VERSION}
 */
public record SaBundle(
        int flags, SaLimits lifetime, int qmSaId, List<Sa> saList, int ipVersion, long mmSaId, long qmFilterId) {
    @SdkName("IPSEC_SA_BUNDLE_FLAG_ASSUME_UDP_CONTEXT_OUTBOUND")
    public static final int ASSUME_UDP_CONTEXT_OUTBOUND = 0x800;

    /** An older SA stays. */
    @SdkName("IPSEC_SA_BUNDLE_FLAG_SUPPRESS_DUPLICATE_DELETION")
    public static final int SUPPRESS_DUPLICATE_DELETION = 0x2000;

    public static final Struct<SaBundle> STRUCT =
            Struct.of("IPSEC_SA_BUNDLE1", new SaBundle(0, SaLimits.STRUCT.blank(), 0, List.of(), 0, 0, 0), (m, v) -> {
                int flags = m.u32("flags", v.flags);
                SaLimits lifetime = m.struct("lifetime", SaLimits.STRUCT, v.lifetime);
                m.u32("idleTimeoutSeconds", 0);
                m.u32("ndAllowClearTimeoutSeconds", 0);
                m.unused("ipsecId");
                m.u32("napContext", 0);
                int qmSaId = m.u32("qmSaId", v.qmSaId);
                List<Sa> saList = m.list("numSAs", "saList", Sa.STRUCT, v.saList);
                m.unused("keyModuleState");
                int ipVersion = m.u32("ipVersion", v.ipVersion);
                m.u32("peerV4PrivateAddress", 0);
                long mmSaId = m.u64("mmSaId", v.mmSaId);
                m.u32("pfsGroup", 0);
                m.guid("saLookupContext", Guid.NONE);
                long qmFilterId = m.u64("qmFilterId", v.qmFilterId);
                return new SaBundle(flags, lifetime, qmSaId, saList, ipVersion, mmSaId, qmFilterId);
            });

    public SaBundle {
        saList = List.copyOf(saList);
    }
}
