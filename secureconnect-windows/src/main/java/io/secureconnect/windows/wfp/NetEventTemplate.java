package io.secureconnect.windows.wfp;

import io.secureconnect.windows.abi.Struct;
import java.util.List;

/**
 * Which events are wanted: {@code FWPM_NET_EVENT_ENUM_TEMPLATE0}.
 *
 * @param startTime a {@code FILETIME}
 * @param endTime a {@code FILETIME}; with an empty list and from 0 to all ones, all events
 */
public record NetEventTemplate(long startTime, long endTime, List<FilterCondition> filterCondition) {
    public static final Struct<NetEventTemplate> STRUCT = Struct.of(
            "FWPM_NET_EVENT_ENUM_TEMPLATE0",
            new NetEventTemplate(0, 0, List.of()),
            (m, v) -> new NetEventTemplate(
                    m.struct("startTime", Plain.FILETIME, v.startTime),
                    m.struct("endTime", Plain.FILETIME, v.endTime),
                    m.list("numFilterConditions", "filterCondition", FilterCondition.STRUCT, v.filterCondition)));

    public NetEventTemplate {
        filterCondition = List.copyOf(filterCondition);
    }
}
