package io.secureconnect.linux.xfrm;

import io.secureconnect.linux.netlink.Fields;
import io.secureconnect.linux.netlink.Structure;

/**
 * {@code xfrm_user_expire}: an SA reached a limit.
 *
 * @param hard not 0: it is gone
 */
public record UserExpire(UserState state, int hard) {
    public static final Structure<UserExpire> STRUCTURE =
            Structure.of("xfrm_user_expire", new UserExpire(UserState.STRUCTURE.blank(), 0), UserExpire::walk);

    private static UserExpire walk(Fields f, UserExpire v) {
        return new UserExpire(f.struct("state", UserState.STRUCTURE, v.state), f.u8("hard", v.hard));
    }
}
