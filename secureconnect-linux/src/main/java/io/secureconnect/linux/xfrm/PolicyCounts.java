package io.secureconnect.linux.xfrm;

import io.secureconnect.linux.netlink.Fields;
import io.secureconnect.linux.netlink.Structure;

/** {@code xfrmu_spdinfo}: how many policies there are, by direction, and how many of them belong to sockets. */
public record PolicyCounts(int in, int out, int forward, int socketIn, int socketOut, int socketForward) {
    public static final Structure<PolicyCounts> STRUCTURE =
            Structure.of("xfrmu_spdinfo", new PolicyCounts(0, 0, 0, 0, 0, 0), PolicyCounts::walk);

    private static PolicyCounts walk(Fields f, PolicyCounts v) {
        return new PolicyCounts(
                f.u32("incnt", v.in),
                f.u32("outcnt", v.out),
                f.u32("fwdcnt", v.forward),
                f.u32("inscnt", v.socketIn),
                f.u32("outscnt", v.socketOut),
                f.u32("fwdscnt", v.socketForward));
    }
}
