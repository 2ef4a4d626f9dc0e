package io.secureconnect.linux.xfrm;

import io.secureconnect.linux.netlink.Fields;
import io.secureconnect.linux.netlink.Structure;

/**
 * {@code xfrm_lifetime_cur}: what an object has carried.
 *
 * @param addTime when it was added, seconds of the epoch
 * @param useTime when it was first used, seconds of the epoch; 0 if never
 */
public record LifetimeUse(long bytes, long packets, long addTime, long useTime) {
    public static final LifetimeUse NONE = new LifetimeUse(0, 0, 0, 0);

    public static final Structure<LifetimeUse> STRUCTURE = Structure.of("xfrm_lifetime_cur", NONE, LifetimeUse::walk);

    private static LifetimeUse walk(Fields f, LifetimeUse v) {
        return new LifetimeUse(
                f.u64("bytes", v.bytes),
                f.u64("packets", v.packets),
                f.u64("add_time", v.addTime),
                f.u64("use_time", v.useTime));
    }
}
