package io.secureconnect.linux.xfrm;

import io.secureconnect.linux.netlink.Fields;
import io.secureconnect.linux.netlink.Structure;

/** {@code xfrm_userpolicy_id}: one policy by its index, or by its selector if the index is 0. */
public record UserPolicyId(XfrmSelector selector, int index, int direction) {
    public static final Structure<UserPolicyId> STRUCTURE =
            Structure.of("xfrm_userpolicy_id", new UserPolicyId(XfrmSelector.ANY, 0, 0), UserPolicyId::walk);

    private static UserPolicyId walk(Fields f, UserPolicyId v) {
        return new UserPolicyId(
                f.struct("sel", XfrmSelector.STRUCTURE, v.selector), f.u32("index", v.index), f.u8("dir", v.direction));
    }
}
