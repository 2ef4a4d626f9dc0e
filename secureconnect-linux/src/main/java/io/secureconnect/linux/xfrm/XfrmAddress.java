package io.secureconnect.linux.xfrm;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.linux.netlink.Fields;
import io.secureconnect.linux.netlink.Structure;
import java.nio.ByteBuffer;

/**
 * {@code xfrm_address_t}: 16 octets in network order that hold an IPv6 address, or an IPv4 one in the first four. Which
 * of them, another field says.
 *
 * @param high the first eight octets as a big-endian number
 * @param low the other eight
 */
public record XfrmAddress(long high, long low) {
    /** All zeros. */
    public static final XfrmAddress ANY = new XfrmAddress(0, 0);

    public static final Structure<XfrmAddress> STRUCTURE = Structure.of("xfrm_address_t", ANY, XfrmAddress::walk);

    /** {@code AF_INET} and {@code AF_INET6}. */
    public static final int AF_INET = 2;

    public static final int AF_INET6 = 10;

    private static XfrmAddress walk(Fields f, XfrmAddress v) {
        return new XfrmAddress(f.be64Unaligned("a6[0]", v.high), f.be64Unaligned("a6[2]", v.low));
    }

    public static XfrmAddress of(IpAddress address) {
        byte[] octets = address.octets();
        return octets.length == 4
                ? new XfrmAddress(number(octets, 0, 4) << 32, 0)
                : new XfrmAddress(number(octets, 0, 8), number(octets, 8, 16));
    }

    private static long number(byte[] octets, int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            number = number << 8 | (octets[i] & 0xff);
        }
        return number;
    }

    /** The kernel's number of an address family. */
    public static int number(AddressFamily family) {
        return family == AddressFamily.IPV4 ? AF_INET : AF_INET6;
    }

    /** The octets of the address: 4 for {@link #AF_INET}, else 16. */
    public byte[] octets(int family) {
        return family == AF_INET
                ? ByteBuffer.allocate(4).putInt((int) (high >>> 32)).array()
                : ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    }

    /**
     * The address, if {@code family} is one of the two.
     *
     * @throws IllegalArgumentException for another family, or for an IPv4-mapped IPv6 address
     */
    public IpAddress toIpAddress(int family) {
        if (family != AF_INET && family != AF_INET6) {
            throw new IllegalArgumentException("address family " + family + " is neither IPv4 (2) nor IPv6 (10)");
        }
        return IpAddress.of(octets(family));
    }
}
