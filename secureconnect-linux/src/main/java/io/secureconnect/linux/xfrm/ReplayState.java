package io.secureconnect.linux.xfrm;

import io.secureconnect.linux.netlink.Fields;
import io.secureconnect.linux.netlink.Structure;

/** {@code xfrm_replay_state}: highest sequence numbers and a window of up to 32 packets. */
public record ReplayState(int sent, int received, int bitmap) {
    public static final Structure<ReplayState> STRUCTURE =
            Structure.of("xfrm_replay_state", new ReplayState(0, 0, 0), ReplayState::walk);

    private static ReplayState walk(Fields f, ReplayState v) {
        return new ReplayState(f.u32("oseq", v.sent), f.u32("seq", v.received), f.u32("bitmap", v.bitmap));
    }
}
