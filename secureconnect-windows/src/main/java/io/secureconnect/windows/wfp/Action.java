package io.secureconnect.windows.wfp;

import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.abi.SdkName;
import io.secureconnect.windows.abi.Struct;

/**
 * What a filter does: {@code FWPM_ACTION0}.
 *
 * @param type a {@code FWP_ACTION_TYPE}
 * @param calloutKey which callout is asked; {@link Guid#NONE} for other actions
 */
public record Action(int type, Guid calloutKey) {
    @SdkName("FWP_ACTION_BLOCK")
    public static final int TYPE_BLOCK = 0x1001;

    @SdkName("FWP_ACTION_PERMIT")
    public static final int TYPE_PERMIT = 0x1002;

    /** The callout blocks or permits. */
    @SdkName("FWP_ACTION_CALLOUT_TERMINATING")
    public static final int TYPE_CALLOUT_TERMINATING = 0x5003;

    public static final Action BLOCK = new Action(TYPE_BLOCK, Guid.NONE);
    public static final Action PERMIT = new Action(TYPE_PERMIT, Guid.NONE);

    static final Struct<Action> STRUCT = Struct.of(
            "FWPM_ACTION0",
            new Action(0, Guid.NONE),
            (m, v) -> new Action(m.u32("type", v.type), m.guid("calloutKey", v.calloutKey)));

    /** That which the callout says. */
    public static Action callout(Guid calloutKey) {
        return new Action(TYPE_CALLOUT_TERMINATING, calloutKey);
    }
}
