package io.secureconnect.windows.wfp;

import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.abi.SdkName;
import io.secureconnect.windows.abi.Struct;

/**
 * A filter came or went, by whomever: {@code FWPM_FILTER_CHANGE0}.
 *
 * @param changeType {@link #ADD} or {@link #DELETE}
 * @param filterId its LUID
 */
public record FilterChange(int changeType, Guid filterKey, long filterId) {
    @SdkName("FWPM_CHANGE_ADD")
    public static final int ADD = 1;

    @SdkName("FWPM_CHANGE_DELETE")
    public static final int DELETE = 2;

    public static final Struct<FilterChange> STRUCT = Struct.of(
            "FWPM_FILTER_CHANGE0",
            new FilterChange(0, Guid.NONE, 0),
            (m, v) -> new FilterChange(
                    m.u32("changeType", v.changeType),
                    m.guid("filterKey", v.filterKey),
                    m.u64("filterId", v.filterId)));
}
