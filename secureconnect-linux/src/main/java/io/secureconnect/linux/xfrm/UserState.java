package io.secureconnect.linux.xfrm;

import io.secureconnect.linux.netlink.Fields;
import io.secureconnect.linux.netlink.Structure;

/** {@code xfrm_usersa_info}: an SA without its algorithms, which are attributes. */
public record UserState(
        XfrmSelector selector,
        XfrmId id,
        XfrmAddress source,
        LifetimeLimits limits,
        LifetimeUse use,
        StateStatistics statistics,
        int sequence,
        int reqid,
        int family,
        int mode,
        int replayWindow,
        int flags) {
    /** {@code XFRM_MODE_TRANSPORT}. */
    public static final int MODE_TRANSPORT = 0;

    /** {@code XFRM_STATE_ESN}. */
    public static final int FLAG_ESN = 128;

    public static final Structure<UserState> STRUCTURE = Structure.of(
            "xfrm_usersa_info",
            new UserState(
                    XfrmSelector.ANY,
                    XfrmId.NONE,
                    XfrmAddress.ANY,
                    LifetimeLimits.STRUCTURE.blank(),
                    LifetimeUse.NONE,
                    StateStatistics.NONE,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0),
            UserState::walk);

    private static UserState walk(Fields f, UserState v) {
        return new UserState(
                f.struct("sel", XfrmSelector.STRUCTURE, v.selector),
                f.struct("id", XfrmId.STRUCTURE, v.id),
                f.struct("saddr", XfrmAddress.STRUCTURE, v.source),
                f.struct("lft", LifetimeLimits.STRUCTURE, v.limits),
                f.struct("curlft", LifetimeUse.STRUCTURE, v.use),
                f.struct("stats", StateStatistics.STRUCTURE, v.statistics),
                f.u32("seq", v.sequence),
                f.u32("reqid", v.reqid),
                f.u16("family", v.family),
                f.u8("mode", v.mode),
                f.u8("replay_window", v.replayWindow),
                f.u8("flags", v.flags));
    }
}
