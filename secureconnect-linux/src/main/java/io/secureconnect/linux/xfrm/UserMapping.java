package io.secureconnect.linux.xfrm;

import io.secureconnect.linux.netlink.Fields;
import io.secureconnect.linux.netlink.Structure;

/** {@code xfrm_user_mapping}: packets of a UDP-encapsulated SA come from another address or port than before. */
public record UserMapping(
        UserStateId id, int reqid, XfrmAddress oldSource, XfrmAddress newSource, int oldPort, int newPort) {
    public static final Structure<UserMapping> STRUCTURE = Structure.of(
            "xfrm_user_mapping",
            new UserMapping(UserStateId.NONE, 0, XfrmAddress.ANY, XfrmAddress.ANY, 0, 0),
            UserMapping::walk);

    private static UserMapping walk(Fields f, UserMapping v) {
        return new UserMapping(
                f.struct("id", UserStateId.STRUCTURE, v.id),
                f.u32("reqid", v.reqid),
                f.struct("old_saddr", XfrmAddress.STRUCTURE, v.oldSource),
                f.struct("new_saddr", XfrmAddress.STRUCTURE, v.newSource),
                f.be16("old_sport", v.oldPort),
                f.be16("new_sport", v.newPort));
    }
}
