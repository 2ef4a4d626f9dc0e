package io.secureconnect.linux.xfrm;

import io.secureconnect.linux.netlink.Fields;
import io.secureconnect.linux.netlink.Structure;

/**
 * {@code xfrm_user_polexpire}: a policy reached a limit.
 *
 * @param hard not 0: it is gone
 */
public record UserPolicyExpire(UserPolicy policy, int hard) {
    public static final Structure<UserPolicyExpire> STRUCTURE = Structure.of(
            "xfrm_user_polexpire", new UserPolicyExpire(UserPolicy.STRUCTURE.blank(), 0), UserPolicyExpire::walk);

    private static UserPolicyExpire walk(Fields f, UserPolicyExpire v) {
        return new UserPolicyExpire(f.struct("pol", UserPolicy.STRUCTURE, v.policy), f.u8("hard", v.hard));
    }
}
