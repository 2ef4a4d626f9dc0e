package io.secureconnect.windows.wfp;

import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.abi.SdkName;
import io.secureconnect.windows.abi.Struct;

/**
 * What a packet has to be for a filter to match: {@code FWPM_FILTER_CONDITION0}.
 *
 * @param fieldKey what of the packet
 * @param matchType a {@code FWP_MATCH_TYPE}
 */
public record FilterCondition(Guid fieldKey, int matchType, Value conditionValue) {
    @SdkName("FWP_MATCH_EQUAL")
    public static final int MATCH_EQUAL = 0;

    @SdkName("FWP_MATCH_FLAGS_ANY_SET")
    public static final int MATCH_FLAGS_ANY_SET = 7;

    @SdkName("FWP_MATCH_FLAGS_NONE_SET")
    public static final int MATCH_FLAGS_NONE_SET = 8;

    static final Struct<FilterCondition> STRUCT = Struct.of(
            "FWPM_FILTER_CONDITION0",
            new FilterCondition(Guid.NONE, 0, new Value.Empty()),
            (m, v) -> new FilterCondition(
                    m.guid("fieldKey", v.fieldKey),
                    m.u32("matchType", v.matchType),
                    m.struct("conditionValue", Values.CONDITION, v.conditionValue)));
}
