package io.secureconnect.windows.wfp;

import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.abi.SdkName;
import io.secureconnect.windows.abi.Struct;
import java.util.Optional;

/**
 * Of which SA contexts coming and going is to be told: {@code IPSEC_SA_CONTEXT_SUBSCRIPTION0}.
 *
 * <p>What {@code flags} mean is not documented for this structure. All others of its kind have {@code FWPM_SUBSCRIPTION_FLAG_*}
 * there, so both are set; that Windows tells of anything then is for a self-test on a real one to settle.
 *
 * @param enumTemplate empty for all
 * @param sessionKey {@link Guid#NONE} in a subscription that is to be made
 */
public record SaContextSubscription(Optional<SubNets> enumTemplate, int flags, Guid sessionKey) {
    @SdkName("FWPM_SUBSCRIPTION_FLAG_NOTIFY_ON_ADD")
    public static final int NOTIFY_ON_ADD = 0x1;

    @SdkName("FWPM_SUBSCRIPTION_FLAG_NOTIFY_ON_DELETE")
    public static final int NOTIFY_ON_DELETE = 0x2;

    /** To all of them. */
    public static final SaContextSubscription ALL =
            new SaContextSubscription(Optional.empty(), NOTIFY_ON_ADD | NOTIFY_ON_DELETE, Guid.NONE);

    public static final Struct<SaContextSubscription> STRUCT = Struct.of(
            "IPSEC_SA_CONTEXT_SUBSCRIPTION0",
            new SaContextSubscription(Optional.empty(), 0, Guid.NONE),
            (m, v) -> new SaContextSubscription(
                    m.pointer("enumTemplate", SubNets.STRUCT, v.enumTemplate),
                    m.u32("flags", v.flags),
                    m.guid("sessionKey", v.sessionKey)));
}
