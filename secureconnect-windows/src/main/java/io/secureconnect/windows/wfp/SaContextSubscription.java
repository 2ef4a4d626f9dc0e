package io.secureconnect.windows.wfp;

import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.abi.Struct;
import java.util.Optional;

/**
 * Of which SA contexts coming and going is to be told: {@code IPSEC_SA_CONTEXT_SUBSCRIPTION0}.
 *
 * @param enumTemplate empty for all
 * @param flags reserved, 0
 * @param sessionKey {@link Guid#NONE} in a subscription that is to be made
 */
public record SaContextSubscription(Optional<SubNets> enumTemplate, int flags, Guid sessionKey) {
    /** To all of them. */
    public static final SaContextSubscription ALL = new SaContextSubscription(Optional.empty(), 0, Guid.NONE);

    public static final Struct<SaContextSubscription> STRUCT = Struct.of(
            "IPSEC_SA_CONTEXT_SUBSCRIPTION0",
            ALL,
            (m, v) -> new SaContextSubscription(
                    m.pointer("enumTemplate", SubNets.STRUCT, v.enumTemplate),
                    m.u32("flags", v.flags),
                    m.guid("sessionKey", v.sessionKey)));
}
