package io.secureconnect.linux.udp;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.linux.netlink.FieldWriter;
import io.secureconnect.linux.xfrm.LifetimeLimits;
import io.secureconnect.linux.xfrm.LifetimeUse;
import io.secureconnect.linux.xfrm.UserPolicy;
import io.secureconnect.linux.xfrm.XfrmAddress;
import io.secureconnect.linux.xfrm.XfrmSelector;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The policy of one socket, which the kernel asks before the SPD.
 *
 * <p>Inbound, it lets IKE in, and UDP that is ESP only once it has been taken out: policies are checked before that, and one
 * that demands ESP would drop the datagram. Outbound, it lets IKE out, which comes before any SA, to whatever port a NAT has
 * given the peer.
 */
public final class BypassPolicy {
    private BypassPolicy() {}

    /** The value of {@code IP_XFRM_POLICY} or {@code IPV6_XFRM_POLICY}: anything in {@code direction} passes. */
    public static byte[] of(AddressFamily family, Direction direction) {
        XfrmSelector any = new XfrmSelector(
                XfrmAddress.ANY, XfrmAddress.ANY, 0, 0, 0, 0, XfrmAddress.number(family), 0, 0, 0, 0, 0);
        ByteBuffer octets = ByteBuffer.allocate(UserPolicy.STRUCTURE.size()).order(ByteOrder.nativeOrder());
        new FieldWriter(octets)
                .write(
                        UserPolicy.STRUCTURE,
                        new UserPolicy(
                                any,
                                LifetimeLimits.NONE,
                                LifetimeUse.NONE,
                                0,
                                0,
                                direction == Direction.INBOUND ? UserPolicy.DIRECTION_IN : UserPolicy.DIRECTION_OUT,
                                UserPolicy.ACTION_ALLOW,
                                0,
                                0));
        return octets.array();
    }
}
