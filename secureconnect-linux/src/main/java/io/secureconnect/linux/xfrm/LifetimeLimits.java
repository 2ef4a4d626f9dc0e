package io.secureconnect.linux.xfrm;

import io.secureconnect.linux.netlink.Fields;
import io.secureconnect.linux.netlink.Structure;

/**
 * {@code xfrm_lifetime_cfg}: limits in octets, packets and seconds. {@link #INFINITE} is no limit for octets and packets,
 * 0 is none for times.
 */
public record LifetimeLimits(
        long softBytes,
        long hardBytes,
        long softPackets,
        long hardPackets,
        long softAddSeconds,
        long hardAddSeconds,
        long softUseSeconds,
        long hardUseSeconds) {
    /** {@code XFRM_INF}. */
    public static final long INFINITE = ~0L;

    public static final LifetimeLimits NONE = new LifetimeLimits(INFINITE, INFINITE, INFINITE, INFINITE, 0, 0, 0, 0);

    public static final Structure<LifetimeLimits> STRUCTURE =
            Structure.of("xfrm_lifetime_cfg", new LifetimeLimits(0, 0, 0, 0, 0, 0, 0, 0), LifetimeLimits::walk);

    private static LifetimeLimits walk(Fields f, LifetimeLimits v) {
        return new LifetimeLimits(
                f.u64("soft_byte_limit", v.softBytes),
                f.u64("hard_byte_limit", v.hardBytes),
                f.u64("soft_packet_limit", v.softPackets),
                f.u64("hard_packet_limit", v.hardPackets),
                f.u64("soft_add_expires_seconds", v.softAddSeconds),
                f.u64("hard_add_expires_seconds", v.hardAddSeconds),
                f.u64("soft_use_expires_seconds", v.softUseSeconds),
                f.u64("hard_use_expires_seconds", v.hardUseSeconds));
    }
}
