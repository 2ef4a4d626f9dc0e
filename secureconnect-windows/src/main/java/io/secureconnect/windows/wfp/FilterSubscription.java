package io.secureconnect.windows.wfp;

import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.abi.Struct;
import java.util.Optional;

/**
 * Of which filters coming and going is to be told: {@code FWPM_FILTER_SUBSCRIPTION0}.
 *
 * @param enumTemplate empty for all
 * @param flags of {@code FWPM_SUBSCRIPTION_FLAG_*}
 * @param sessionKey {@link Guid#NONE} in a subscription that is to be made
 */
public record FilterSubscription(Optional<FilterEnumTemplate> enumTemplate, int flags, Guid sessionKey) {
    /** To all of them. */
    public static final FilterSubscription ALL = new FilterSubscription(
            Optional.empty(), SaContextSubscription.NOTIFY_ON_ADD | SaContextSubscription.NOTIFY_ON_DELETE, Guid.NONE);

    public static final Struct<FilterSubscription> STRUCT = Struct.of(
            "FWPM_FILTER_SUBSCRIPTION0",
            new FilterSubscription(Optional.empty(), 0, Guid.NONE),
            (m, v) -> new FilterSubscription(
                    m.pointer("enumTemplate", FilterEnumTemplate.STRUCT, v.enumTemplate),
                    m.u32("flags", v.flags),
                    m.guid("sessionKey", v.sessionKey)));
}
