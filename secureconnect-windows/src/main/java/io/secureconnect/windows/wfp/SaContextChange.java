package io.secureconnect.windows.wfp;

import io.secureconnect.windows.abi.SdkName;
import io.secureconnect.windows.abi.Struct;

/**
 * An SA context came or went: {@code IPSEC_SA_CONTEXT_CHANGE0}.
 *
 * @param changeType {@link #ADD} or {@link #DELETE}
 */
public record SaContextChange(int changeType, long saContextId) {
    @SdkName("IPSEC_SA_CONTEXT_EVENT_ADD")
    public static final int ADD = 1;

    @SdkName("IPSEC_SA_CONTEXT_EVENT_DELETE")
    public static final int DELETE = 2;

    public static final Struct<SaContextChange> STRUCT = Struct.of(
            "IPSEC_SA_CONTEXT_CHANGE0",
            new SaContextChange(0, 0),
            (m, v) -> new SaContextChange(m.u32("changeType", v.changeType), m.u64("saContextId", v.saContextId)));
}
