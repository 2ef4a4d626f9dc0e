package io.secureconnect.linux.xfrm;

import io.secureconnect.linux.netlink.Fields;
import io.secureconnect.linux.netlink.Structure;

/** {@code xfrm_usersa_id}: the name of one SA in a request to get or delete it. */
public record UserStateId(XfrmAddress destination, int spi, int family, int protocol) {
    public static final UserStateId NONE = new UserStateId(XfrmAddress.ANY, 0, 0, 0);

    public static final Structure<UserStateId> STRUCTURE = Structure.of("xfrm_usersa_id", NONE, UserStateId::walk);

    private static UserStateId walk(Fields f, UserStateId v) {
        return new UserStateId(
                f.struct("daddr", XfrmAddress.STRUCTURE, v.destination),
                f.be32("spi", v.spi),
                f.u16("family", v.family),
                f.u8("proto", v.protocol));
    }
}
