package io.secureconnect.linux.xfrm;

import io.secureconnect.linux.netlink.Fields;
import io.secureconnect.linux.netlink.Structure;

/**
 * {@code xfrm_userpolicy_info}: an SPD entry without its templates, which are an attribute.
 *
 * @param priority the lowest number wins
 * @param index the kernel's name for it; its low three bits are the direction
 */
public record UserPolicy(
        XfrmSelector selector,
        LifetimeLimits limits,
        LifetimeUse use,
        int priority,
        int index,
        int direction,
        int action,
        int flags,
        int share) {
    public static final int DIRECTION_IN = 0;
    public static final int DIRECTION_OUT = 1;
    public static final int ACTION_ALLOW = 0;
    public static final int ACTION_BLOCK = 1;

    public static final Structure<UserPolicy> STRUCTURE = Structure.of(
            "xfrm_userpolicy_info",
            new UserPolicy(XfrmSelector.ANY, LifetimeLimits.STRUCTURE.blank(), LifetimeUse.NONE, 0, 0, 0, 0, 0, 0),
            UserPolicy::walk);

    private static UserPolicy walk(Fields f, UserPolicy v) {
        return new UserPolicy(
                f.struct("sel", XfrmSelector.STRUCTURE, v.selector),
                f.struct("lft", LifetimeLimits.STRUCTURE, v.limits),
                f.struct("curlft", LifetimeUse.STRUCTURE, v.use),
                f.u32("priority", v.priority),
                f.u32("index", v.index),
                f.u8("dir", v.direction),
                f.u8("action", v.action),
                f.u8("flags", v.flags),
                f.u8("share", v.share));
    }
}
