package io.secureconnect.windows.wfp;

import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.abi.Struct;
import java.util.Optional;

/**
 * Which events are to be told: {@code FWPM_NET_EVENT_SUBSCRIPTION0}.
 *
 * @param enumTemplate empty for all
 * @param flags reserved, 0
 * @param sessionKey {@link Guid#NONE} in a subscription that is to be made
 */
public record NetEventSubscription(Optional<NetEventTemplate> enumTemplate, int flags, Guid sessionKey) {
    /** To all events. */
    public static final NetEventSubscription ALL = new NetEventSubscription(Optional.empty(), 0, Guid.NONE);

    public static final Struct<NetEventSubscription> STRUCT = Struct.of(
            "FWPM_NET_EVENT_SUBSCRIPTION0",
            ALL,
            (m, v) -> new NetEventSubscription(
                    m.pointer("enumTemplate", NetEventTemplate.STRUCT, v.enumTemplate),
                    m.u32("flags", v.flags),
                    m.guid("sessionKey", v.sessionKey)));
}
