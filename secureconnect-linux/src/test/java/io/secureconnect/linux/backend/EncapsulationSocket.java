package io.secureconnect.linux.backend;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.linux.lab.NetworkNamespace;
import io.secureconnect.linux.netlink.FieldWriter;
import io.secureconnect.linux.xfrm.LifetimeLimits;
import io.secureconnect.linux.xfrm.LifetimeUse;
import io.secureconnect.linux.xfrm.UserPolicy;
import io.secureconnect.linux.xfrm.XfrmAddress;
import io.secureconnect.linux.xfrm.XfrmSelector;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** UDP port 4500 of a namespace, which hands ESP to the kernel (RFC 3948) and is let through by a policy of its own. */
final class EncapsulationSocket implements AutoCloseable {
    private static final int PORT = 4500;
    private static final int SOCK_DGRAM = 2;
    private static final int IPPROTO_IP = 0;
    private static final int IPPROTO_UDP = 17;
    private static final int IPPROTO_IPV6 = 41;
    private static final int UDP_ENCAP = 100;
    private static final int UDP_ENCAP_ESPINUDP = 2;
    private static final int IP_XFRM_POLICY = 17;
    private static final int IPV6_XFRM_POLICY = 35;
    private static final int IPV6_V6ONLY = 26;

    private interface Libc extends Library {
        Libc INSTANCE = Native.load("c", Libc.class);

        int socket(int domain, int type, int protocol) throws LastErrorException;

        int bind(int descriptor, byte[] address, int length) throws LastErrorException;

        int setsockopt(int descriptor, int level, int name, byte[] value, int length) throws LastErrorException;

        int close(int descriptor) throws LastErrorException;
    }

    private final int descriptor;

    private EncapsulationSocket(AddressFamily family) {
        boolean four = family == AddressFamily.IPV4;
        int number = XfrmAddress.number(family);
        descriptor = Libc.INSTANCE.socket(number, SOCK_DGRAM, 0);
        if (!four) {
            option(IPPROTO_IPV6, IPV6_V6ONLY, number(1));
        }
        for (int direction : new int[] {UserPolicy.DIRECTION_IN, UserPolicy.DIRECTION_OUT}) {
            option(four ? IPPROTO_IP : IPPROTO_IPV6, four ? IP_XFRM_POLICY : IPV6_XFRM_POLICY, pass(number, direction));
        }
        option(IPPROTO_UDP, UDP_ENCAP, number(UDP_ENCAP_ESPINUDP));
        byte[] address = ByteBuffer.allocate(four ? 16 : 28)
                .order(ByteOrder.nativeOrder())
                .putShort((short) number)
                .order(ByteOrder.BIG_ENDIAN)
                .putShort((short) PORT)
                .array();
        Libc.INSTANCE.bind(descriptor, address, address.length);
    }

    static EncapsulationSocket open(NetworkNamespace namespace, AddressFamily family) {
        return namespace.call(() -> new EncapsulationSocket(family));
    }

    private void option(int level, int name, byte[] value) {
        Libc.INSTANCE.setsockopt(descriptor, level, name, value, value.length);
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.nativeOrder())
                .putInt(value)
                .array();
    }

    private static byte[] pass(int family, int direction) {
        XfrmSelector any = new XfrmSelector(XfrmAddress.ANY, XfrmAddress.ANY, 0, 0, 0, 0, family, 0, 0, 0, 0, 0);
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
                                direction,
                                UserPolicy.ACTION_ALLOW,
                                0,
                                0));
        return octets.array();
    }

    @Override
    public void close() {
        Libc.INSTANCE.close(descriptor);
    }
}
