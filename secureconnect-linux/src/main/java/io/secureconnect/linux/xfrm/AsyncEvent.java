package io.secureconnect.linux.xfrm;

import io.secureconnect.linux.netlink.Fields;
import io.secureconnect.linux.netlink.Structure;

/** {@code xfrm_aevent_id}: replay and lifetime values of one SA, as attributes. */
public record AsyncEvent(UserStateId id, XfrmAddress source, int flags, int reqid) {
    public static final Structure<AsyncEvent> STRUCTURE =
            Structure.of("xfrm_aevent_id", new AsyncEvent(UserStateId.NONE, XfrmAddress.ANY, 0, 0), AsyncEvent::walk);

    private static AsyncEvent walk(Fields f, AsyncEvent v) {
        return new AsyncEvent(
                f.struct("sa_id", UserStateId.STRUCTURE, v.id),
                f.struct("saddr", XfrmAddress.STRUCTURE, v.source),
                f.u32("flags", v.flags),
                f.u32("reqid", v.reqid));
    }
}
