package io.secureconnect.linux.xfrm;

import io.secureconnect.linux.netlink.Fields;
import io.secureconnect.linux.netlink.Structure;

/** {@code xfrm_stats}: how many packets of an SA were too old, repeated or forged. */
public record StateStatistics(int replayWindow, int replay, int integrityFailed) {
    public static final StateStatistics NONE = new StateStatistics(0, 0, 0);

    public static final Structure<StateStatistics> STRUCTURE = Structure.of("xfrm_stats", NONE, StateStatistics::walk);

    private static StateStatistics walk(Fields f, StateStatistics v) {
        return new StateStatistics(
                f.u32("replay_window", v.replayWindow),
                f.u32("replay", v.replay),
                f.u32("integrity_failed", v.integrityFailed));
    }
}
