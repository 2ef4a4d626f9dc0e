package io.secureconnect.windows.wfp;

import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.abi.Struct;

/**
 * What a filter does: {@code FWPM_ACTION0}.
 *
 * @param type a {@code FWP_ACTION_TYPE}
 * @param calloutKey which callout is asked; {@link Guid#NONE} for other actions
 */
public record Action(int type, Guid calloutKey) {
    public static final Action BLOCK = new Action(0x1001, Guid.NONE);
    public static final Action PERMIT = new Action(0x1002, Guid.NONE);

    static final Struct<Action> STRUCT = Struct.of(
            "FWPM_ACTION0",
            new Action(0, Guid.NONE),
            (m, v) -> new Action(m.u32("type", v.type), m.guid("calloutKey", v.calloutKey)));

    /** {@code FWP_ACTION_CALLOUT_TERMINATING}: the callout blocks or permits. */
    public static Action callout(Guid calloutKey) {
        return new Action(0x5003, calloutKey);
    }
}
